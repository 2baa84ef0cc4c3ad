<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>%n task(s) of the store did not pass the checks and are not shown.</source>
        <translation>
            <numerusform>%n task of the store did not pass the checks and are not shown.</numerusform>
            <numerusform>%n tasks of the store did not pass the checks and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) deleted</source>
        <translation>
            <numerusform>%n task deleted</numerusform>
            <numerusform>%n tasks deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskSentence</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) to decide</source>
        <translation>
            <numerusform>%n question to decide</numerusform>
            <numerusform>%n questions to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) in staging; the target is as it was.</source>
        <translation>
            <numerusform>%n backup in staging; the target is as it was.</numerusform>
            <numerusform>%n backups in staging; the target is as it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) in staging, up to %1; the target is as it was.</source>
        <translation>
            <numerusform>%n backup in staging, up to %1; the target is as it was.</numerusform>
            <numerusform>%n backups in staging, up to %1; the target is as it was.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::CloseQuestion</name>
    <message numerus="yes">
        <source>Stop %n restore(s) and quit</source>
        <translation>
            <numerusform>Stop %n restore and quit</numerusform>
            <numerusform>Stop %n restores and quit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::ConfirmDialog</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::ConfirmPage</name>
    <message numerus="yes">
        <source>%n blocker(s): the restore cannot be started. Follow the remedy, then check again.</source>
        <translation>
            <numerusform>%n blocker: the restore cannot be started. Follow the remedy, then check again.</numerusform>
            <numerusform>%n blockers: the restore cannot be started. Follow the remedy, then check again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checkable</source>
        <translation>
            <numerusform>%n not checkable</numerusform>
            <numerusform>%n not checkable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) are restored, with everything they depend on.</source>
        <translation>
            <numerusform>%n object is restored, with everything it depends on.</numerusform>
            <numerusform>%n objects are restored, with everything they depend on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::DraftModel</name>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n blocker</numerusform>
            <numerusform>%n blockers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) to weigh</source>
        <translation>
            <numerusform>%n point to weigh</numerusform>
            <numerusform>%n points to weigh</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A task has at most %n tag(s).</source>
        <translation>
            <numerusform>A task has at most %n tag.</numerusform>
            <numerusform>A task has at most %n tags.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::ImportDialog</name>
    <message numerus="yes">
        <source>%n server(s) were found in files of other programs. The files stay as they are.</source>
        <translation>
            <numerusform>%n server was found in files of other programs. The files stay as they are.</numerusform>
            <numerusform>%n servers were found in files of other programs. The files stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of %1 were passed over: they stand for any server, or make no sense.</source>
        <translation>
            <numerusform>%n entry of %1 was passed over: it stands for any server, or makes no sense.</numerusform>
            <numerusform>%n entries of %1 were passed over: they stand for any server, or make no sense.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n Connection(s)</source>
        <translation>
            <numerusform>Import %n Connection</numerusform>
            <numerusform>Import %n Connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::ObjectTree</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::ServerFields</name>
    <message numerus="yes">
        <source>%n database(s) to restore into.</source>
        <translation>
            <numerusform>%n database to restore into.</numerusform>
            <numerusform>%n databases to restore into.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::TaskActions</name>
    <message numerus="yes">
        <source>Stop %n restore(s)</source>
        <translation>
            <numerusform>Stop %n restore</numerusform>
            <numerusform>Stop %n restores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n task(s)</source>
        <translation>
            <numerusform>Delete %n task</numerusform>
            <numerusform>Delete %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The task leaves the list; its audit record stays. Databases and backup files are not touched.</source>
        <translation>
            <numerusform>The task leaves the list; its audit record stays. Databases and backup files are not touched.</numerusform>
            <numerusform>The tasks leave the list; their audit records stay. Databases and backup files are not touched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Task(s)</source>
        <translation>
            <numerusform>Delete %n Task</numerusform>
            <numerusform>Delete %n Tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::TaskDetails</name>
    <message numerus="yes">
        <source>%n task(s) selected</source>
        <translation>
            <numerusform>%n task selected</numerusform>
            <numerusform>%n tasks selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::TaskOverview</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::TaskProgress</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
</TS>
