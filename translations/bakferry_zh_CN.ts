<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Audit</name>
    <message>
        <source>Task created</source>
        <translation>创建任务</translation>
    </message>
    <message>
        <source>Task started again</source>
        <translation>重新启动任务</translation>
    </message>
    <message>
        <source>Open findings accepted</source>
        <translation>接受未决检查项</translation>
    </message>
    <message>
        <source>Open findings not accepted</source>
        <translation>未接受未决检查项</translation>
    </message>
    <message>
        <source>Task ended</source>
        <translation>任务结束</translation>
    </message>
    <message>
        <source>Name, description or tags changed</source>
        <translation>修改名称、描述或标签</translation>
    </message>
    <message>
        <source>Undoing the overwrite</source>
        <translation>撤销覆盖</translation>
    </message>
    <message>
        <source>Discarding a left-over</source>
        <translation>丢弃遗留对象</translation>
    </message>
    <message>
        <source>Task deleted from the list</source>
        <translation>从列表删除任务</translation>
    </message>
    <message>
        <source>Going on with the chain</source>
        <translation>继续备份链</translation>
    </message>
</context>
<context>
    <name>ChainLink</name>
    <message>
        <source>Full</source>
        <translation>全量</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>增量</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Backup readable</source>
        <translation>备份可读</translation>
    </message>
    <message>
        <source>Backup complete</source>
        <translation>备份完整</translation>
    </message>
    <message>
        <source>Integrity of the data</source>
        <translation>数据完整性</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Foreign keys</source>
        <translation>外键</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>Dangerous content</source>
        <translation>危险内容</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>可用空间</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Bytes of the script</source>
        <translation>脚本字节</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Rows read and in the target</source>
        <translation>读取行数与目标行数</translation>
    </message>
    <message>
        <source>Pages of the database</source>
        <translation>数据库页</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>State after an interruption</source>
        <translation>中断后的状态</translation>
    </message>
    <message>
        <source>Inner error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Rights of the user</source>
        <translation>用户权限</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Locale</source>
        <translation>区域设置</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Collations</source>
        <translation>排序规则</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Tablespaces</source>
        <translation>表空间</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Connections left</source>
        <translation>剩余连接数</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Indexes and constraints</source>
        <translation>索引和约束</translation>
    </message>
    <message>
        <source>Objects restored</source>
        <translation>恢复的对象</translation>
    </message>
    <message>
        <source>Chain of backups</source>
        <translation>备份链</translation>
    </message>
    <message>
        <source>Position reached</source>
        <translation>到达的位点</translation>
    </message>
    <message>
        <source>Transactions replayed</source>
        <translation>已重放的事务</translation>
    </message>
    <message>
        <source>Storage engines</source>
        <translation>存储引擎</translation>
    </message>
    <message>
        <source>Definers</source>
        <translation>定义者</translation>
    </message>
    <message>
        <source>Syntax</source>
        <translation>语法</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Length of statements</source>
        <translation>语句长度</translation>
    </message>
    <message>
        <source>Switch-over</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Character set</source>
        <translation>字符集</translation>
    </message>
    <message>
        <source>Order of statements</source>
        <translation>语句顺序</translation>
    </message>
    <message>
        <source>Client library</source>
        <translation>客户端库</translation>
    </message>
    <message>
        <source>Outside of the backup</source>
        <translation>备份之外的内容</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>Tell what a backup is: format, compression, facts of its header, the objects in it. Reads heads only.</source>
        <translation>说明备份是什么：格式、压缩、头部信息和其中的对象。只读取头部。</translation>
    </message>
    <message>
        <source>Check backup and target without changing anything, and tell every finding.</source>
        <translation>检查备份和目标，不做任何改动，列出全部结果。</translation>
    </message>
    <message>
        <source>Precheck, restore into staging, verify, switch over. The task is kept in the store, where the window shows it too. Ctrl+C stops it, waits until it has stopped and says what remains in the target.</source>
        <translation>预检查，恢复到暂存，校验，切换。任务保存在任务库中，窗口程序也能看到。Ctrl+C 停止任务，等它停下后说明目标中留下了什么。</translation>
    </message>
    <message>
        <source>List the tasks, newest first.</source>
        <translation>列出任务，最新的在前。</translation>
    </message>
    <message>
        <source>Show one task with its findings, ledger and result.</source>
        <translation>显示一个任务及其检查结果、台账和结果。</translation>
    </message>
    <message>
        <source>Print the log of a task: time, level, text.</source>
        <translation>打印任务日志：时间、级别、内容。</translation>
    </message>
    <message>
        <source>Take tasks off the list; running ones are refused by name. Their audit record stays in the store.</source>
        <translation>从列表中移除任务；运行中的会被点名拒绝。审计记录保留在任务库中。</translation>
    </message>
    <message>
        <source>Undo an overwrite: put the kept old database back in place of the restored one.</source>
        <translation>撤销覆盖：把保留的旧库换回原位，取代恢复出的库。</translation>
    </message>
    <message>
        <source>Remove what a task left beside its target: staging, and the kept old database. An overwrite cannot be undone afterwards.</source>
        <translation>清除任务在目标旁留下的东西：暂存数据和保留的旧库。之后不能再撤销覆盖。</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>the command line makes no sense</source>
        <translation>命令行无效</translation>
    </message>
    <message>
        <source>done with warnings</source>
        <translation>完成，有警告</translation>
    </message>
    <message>
        <source>the backup is unreadable, damaged or incomplete</source>
        <translation>备份无法读取、已损坏或不完整</translation>
    </message>
    <message>
        <source>target or task store locked</source>
        <translation>目标或任务库被占用</translation>
    </message>
    <message>
        <source>sign-in refused</source>
        <translation>登录被拒</translation>
    </message>
    <message>
        <source>stopped by a blocker or by a warning that nobody accepted</source>
        <translation>因不通过项或未被接受的警告而停止</translation>
    </message>
    <message>
        <source>no space</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>the target changed meanwhile</source>
        <translation>期间目标被改动</translation>
    </message>
    <message>
        <source>cancelled (Ctrl+C, SIGTERM, SIGHUP)</source>
        <translation>已取消（Ctrl+C、SIGTERM、SIGHUP）</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>各命令通用选项：</translation>
    </message>
    <message>
        <source>Example:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>Exit status:</source>
        <translation>退出状态：</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>%1 passed, %2 warnings, %3 not checkable, %4 blockers</source>
        <translation>通过 %1，警告 %2，无法检查 %3，不通过 %4</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Backup file or folder. Several make one backup set: the full one first.</source>
        <translation>备份文件或文件夹。多个构成一个备份集，全量在前。</translation>
    </message>
    <message>
        <source>Name of the task, 4 to 50 characters. Without it, one is made from the backup&apos;s name.</source>
        <translation>任务名，4 到 50 个字符。不给则按备份名生成。</translation>
    </message>
    <message>
        <source>Allow the target to exist. The old database is kept beside it until it is discarded.</source>
        <translation>允许目标已存在。旧库保留在旁，直到被丢弃。</translation>
    </message>
    <message>
        <source>Leave the precheck out, on your own responsibility.</source>
        <translation>不做预检查，责任自负。</translation>
    </message>
    <message>
        <source>Go on over warnings and checks that could not be made. Blockers still stop.</source>
        <translation>遇到警告和无法检查的项仍继续。不通过项仍会停止。</translation>
    </message>
    <message>
        <source>Restore this database of the backup only. May be repeated.</source>
        <translation>只恢复备份中的这个数据库。可重复。</translation>
    </message>
    <message>
        <source>Restore a database under another name. May be repeated.</source>
        <translation>以另一个名称恢复数据库。可重复。</translation>
    </message>
    <message>
        <source>Threads or connections at once; as many as cores without it.</source>
        <translation>并行的线程或连接数；不给则与核数相同。</translation>
    </message>
    <message>
        <source>Task store; that of the window program without it.</source>
        <translation>任务库；不给则用窗口程序的任务库。</translation>
    </message>
    <message>
        <source>zh_CN or en.</source>
        <translation>zh_CN 或 en。</translation>
    </message>
    <message>
        <source>Print one JSON object a line, for programs. The last one is the result.</source>
        <translation>每行打印一个 JSON 对象，供程序读取。最后一个是结果。</translation>
    </message>
    <message>
        <source>Show help; behind a command, help on it.</source>
        <translation>显示帮助；放在命令后则显示该命令的帮助。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>The task store was damaged; it now lies at %1, and a new one was begun.</source>
        <translation>任务库已损坏，现移至 %1，并另建了新库。</translation>
    </message>
    <message>
        <source>Warnings and checks that could not be made are open. Start again with --accept-warnings to go on over them, or decide in the window.</source>
        <translation>有未决的警告或无法检查的项。要继续请加 --accept-warnings 重新开始，或在窗口中决定。</translation>
    </message>
    <message>
        <source>Still waiting for the restore to stop; the target is put in order.</source>
        <translation>仍在等待恢复停止，正在整理目标。</translation>
    </message>
    <message>
        <source>Stopping; this waits until the restore has stopped.</source>
        <translation>正在停止，等待恢复停下。</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) of the store did not pass the checks and are not shown.</source>
        <translation>
            <numerusform>任务库中有 %n 个任务未通过检查，未显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no task store at %1 yet.</source>
        <translation>%1 处还没有任务库。</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) deleted</source>
        <translation>
            <numerusform>已删除 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Task %1 is running and was not deleted.</source>
        <translation>任务 %1 正在运行，未删除。</translation>
    </message>
    <message>
        <source>The overwrite was undone: %1 holds the old database again.</source>
        <translation>已撤销覆盖：%1 中又是旧库。</translation>
    </message>
    <message>
        <source>Nothing of this task is left beside its target.</source>
        <translation>此任务在目标旁没有遗留。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>In the target</source>
        <translation>目标中</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>原始信息</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Open the window and start restoring this backup file or folder.</source>
        <translation>打开窗口并开始恢复此备份文件或文件夹。</translation>
    </message>
    <message>
        <source>Where --restore restores to: sqlite:///absolute/path.db</source>
        <translation>--restore 恢复到哪里：sqlite:///绝对路径.db</translation>
    </message>
    <message>
        <source>Task store, for several lists of tasks side by side.</source>
        <translation>任务库，可并存多个任务列表。</translation>
    </message>
    <message>
        <source>system, light or dark.</source>
        <translation>system、light 或 dark。</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>显示此帮助。</translation>
    </message>
    <message>
        <source>Usage: %1 [options]</source>
        <translation>用法：%1 [选项]</translation>
    </message>
    <message>
        <source>The status is that of the restore, also when its output can no longer be written. A command that only prints ends with 1 when its output did not fit on the disk.</source>
        <translation>退出状态以恢复结果为准，即使输出已无法写出。只打印的命令若因磁盘写满而输出不全，则以 1 结束。</translation>
    </message>
    <message>
        <source>bakferry-cli – restores database backups, and proves it</source>
        <translation>bakferry-cli——恢复数据库备份，并加以证明</translation>
    </message>
    <message>
        <source>Help on one command: bakferry-cli COMMAND --help</source>
        <translation>查看某个命令的帮助：bakferry-cli 命令 --help</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>rows read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>in target</source>
        <translation>目标行数</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Only the beginning of the backup was looked at; there may be more objects.</source>
        <translation>只查看了备份的开头，可能还有更多对象。</translation>
    </message>
    <message>
        <source>%1 has no options.</source>
        <translation>%1 没有选项。</translation>
    </message>
    <message>
        <source>Read the password from this open descriptor: its first line. Without a source, it is asked for on the terminal when the server wants one. Passwords in arguments, URLs or the environment are not read.</source>
        <translation>从这个已打开的文件描述符读取密码：取第一行。未指定来源时，如服务器要求密码，则在终端上询问。不读取参数、URL 或环境变量中的密码。</translation>
    </message>
    <message>
        <source>Read the password from a file with lines host:port:database:user:password that its owner alone may read.</source>
        <translation>从密码文件读取密码，每行为 主机:端口:数据库:用户:密码；文件只能由其所有者读取。</translation>
    </message>
    <message>
        <source>Restore definitions only, no rows.</source>
        <translation>只恢复结构定义，不恢复数据行。</translation>
    </message>
    <message>
        <source>Restore rows only, into tables that exist.</source>
        <translation>只恢复数据行，写入已有的表。</translation>
    </message>
    <message>
        <source>Restore this object and what it depends on only; inspect shows the ids. May be repeated.</source>
        <translation>只恢复这个对象及其依赖的对象；用 inspect 查看对象 id。可重复。</translation>
    </message>
    <message>
        <source>Set an option of the engine, or a choice that a finding offers. May be repeated.</source>
        <translation>设置引擎的选项，或检查结果所提供的处理方式。可重复。</translation>
    </message>
    <message>
        <source>List the options of the target&apos;s engine, or of all engines, and do nothing else.</source>
        <translation>列出目标引擎（或所有引擎）的选项，不做其他事。</translation>
    </message>
    <message>
        <source>Password for %1:</source>
        <translation>%1 的密码：</translation>
    </message>
    <message>
        <source>Password of %1 for %2:</source>
        <translation>%1 在 %2 上的密码：</translation>
    </message>
    <message>
        <source>The audit log is whole: %1 entries, the last one with the hash %2.</source>
        <translation>审计日志完整：共 %1 条，最后一条的哈希为 %2。</translation>
    </message>
    <message>
        <source>Write the report of a task to a file: what was restored, every finding, the ledger, what was proven, the log.</source>
        <translation>将任务报告写入文件：恢复内容、全部检查项、台账、校验结果和日志。</translation>
    </message>
    <message>
        <source>Print the audit log: who did what to which task, and what came of it.</source>
        <translation>打印审计日志：谁对哪个任务做了什么，结果如何。</translation>
    </message>
    <message>
        <source>Check that no entry of the audit log was changed, removed or put in later; names the first one otherwise.</source>
        <translation>检查审计日志有无条目被修改、删除或事后插入；如有，指出第一条。</translation>
    </message>
    <message>
        <source>html, csv or json; html without it.</source>
        <translation>html、csv 或 json；默认 html。</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>报告已写入 %1。</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>restores database backups, and proves it</source>
        <translation>恢复数据库备份，并证明结果</translation>
    </message>
    <message>
        <source>SYNOPSIS</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>COMMANDS</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>EXIT STATUS</source>
        <translation>退出状态</translation>
    </message>
    <message>
        <source>EXAMPLES</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>SEE ALSO</source>
        <translation>另请参阅</translation>
    </message>
    <message>
        <source>restores database backups in a window, and proves it</source>
        <translation>在窗口中恢复数据库备份，并证明结果</translation>
    </message>
    <message>
        <source>Put the next backup of its chain on top of a task that waits for it. With --last-backup no it waits again, else it switches over. A backup that does not join the chain is refused, and the task waits as before.</source>
        <translation>把备份链中的下一个备份应用到正在等待它的任务上。带 --last-backup no 时应用后继续等待，否则随即切换。接不上备份链的备份会被拒绝，任务照旧等待。</translation>
    </message>
    <message>
        <source>Switch over a task that waits for the next backup, with what it has restored so far.</source>
        <translation>让等待下一个备份的任务以目前已恢复的内容完成切换。</translation>
    </message>
    <message>
        <source>Give up a task that waits for the next backup: its staging database is removed, the target stays as it is.</source>
        <translation>放弃正在等待下一个备份的任务：删除其暂存库，目标库保持原样。</translation>
    </message>
    <message>
        <source>done; also with --last-backup no, when everything is in staging and the next backup is awaited</source>
        <translation>完成；指定 --last-backup no 时，全部内容已在暂存库并等待下一个备份，也返回 0</translation>
    </message>
    <message>
        <source>Incremental backups on top of the full one, in their order: binary logs of a MariaDB or MySQL server. Takes every argument up to the next option.</source>
        <translation>全量备份之上的增量备份，按先后顺序给出：MariaDB 或 MySQL 服务器的二进制日志。下一个选项之前的所有参数都算在内。</translation>
    </message>
    <message>
        <source>no: keep everything in staging and wait for further backups (tasks continue); the target stays as it is. yes without it.</source>
        <translation>no：全部内容留在暂存库，等待后续备份（tasks continue），目标库保持原样。缺省为 yes。</translation>
    </message>
    <message>
        <source>Stop on the way through the incremental backups: at a time (2026-11-25 08:30:00, local, or with Z or an offset), before the first change made then or later, or at a position (mysql-bin.000042:328).</source>
        <translation>在应用增量备份的途中停下：可指定时间（2026-11-25 08:30:00，本地时间，也可带 Z 或时区偏移），停在该时刻及之后的第一个变更之前；或指定位点（mysql-bin.000042:328）。</translation>
    </message>
    <message>
        <source>Go on with: bakferry-cli tasks continue %1 --backup PATH. Switch over without another backup: bakferry-cli tasks complete %1</source>
        <translation>继续应用下一个备份：bakferry-cli tasks continue %1 --backup PATH。不再应用备份、直接切换：bakferry-cli tasks complete %1</translation>
    </message>
    <message>
        <source>Chain of backups</source>
        <translation>备份链</translation>
    </message>
    <message>
        <source>in staging</source>
        <translation>已在暂存库</translation>
    </message>
    <message>
        <source>Restorable up to</source>
        <translation>可恢复至</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Write the plan of a restore as statements (T-SQL), for a DBA who must run it elsewhere. Reads the headers of the backups and asks no server.</source>
        <translation>把还原计划写成语句（T-SQL），供需要在别处运行的 DBA 使用。只读备份头，不询问服务器。</translation>
    </message>
    <message>
        <source>Begin a task that has failed, was cancelled or was interrupted anew. With --failed-only a new task restores only the objects that failed.</source>
        <translation>重新开始失败、已取消或已中断的任务。加 --failed-only 时，新建一个任务，只恢复失败的对象。</translation>
    </message>
    <message>
        <source>Where to restore to: sqlite:///absolute/path.db, or ENGINE://user@host:port/database. A socket folder stands for the host as %2Frun%2Ffolder. ?sslmode=verify-full|verify-ca|require|prefer|disable&amp;sslrootcert=/path&amp;sslcert=/path&amp;sslkey=/path may follow; without it a server elsewhere must prove who it is.</source>
        <translation>恢复到哪里：sqlite:///绝对/路径.db，或 ENGINE://用户@主机:端口/数据库。套接字目录写作 %2Frun%2Ffolder 放在主机位置。后面可加 ?sslmode=verify-full|verify-ca|require|prefer|disable&amp;sslrootcert=/路径&amp;sslcert=/路径&amp;sslkey=/路径；不写时，远程服务器必须证明自己的身份。</translation>
    </message>
    <message>
        <source>Read the passphrase of the client certificate&apos;s private key (sslkey) from this open descriptor: its first line.</source>
        <translation>从这个已打开的描述符读取客户端证书私钥（sslkey）的口令：取其第一行。</translation>
    </message>
    <message>
        <source>Check the files only; no server is asked and no target needed (SQL Server).</source>
        <translation>只检查文件；不询问服务器，也不需要目标（SQL Server）。</translation>
    </message>
    <message>
        <source>Where to write the report or script; a file that is there is replaced.</source>
        <translation>报告或脚本写到哪里；已有的文件会被替换。</translation>
    </message>
    <message>
        <source>A new task restores only the objects that failed, with what they depend on, into a new database beside the target.</source>
        <translation>新建一个任务，只把失败的对象及其依赖恢复到目标旁边的新库。</translation>
    </message>
    <message>
        <source>Passphrase of the private key for %1:</source>
        <translation>用于 %1 的私钥口令：</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <source>Task</source>
        <translation>任务名</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份文件</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标库</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果摘要</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>Rows in target</source>
        <translation>目标行数</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重查</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Read from backup</source>
        <translation>已读备份</translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>not labelled</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
</context>
<context>
    <name>ErrorKind</name>
    <message>
        <source>Internal error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>Request makes no sense</source>
        <translation>请求无效</translation>
    </message>
    <message>
        <source>Backup unusable</source>
        <translation>备份不可用</translation>
    </message>
    <message>
        <source>Backup changed</source>
        <translation>备份被改动</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>被占用</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>登录被拒</translation>
    </message>
    <message>
        <source>Stopped by a risk</source>
        <translation>因风险停止</translation>
    </message>
    <message>
        <source>No space</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>Target unusable</source>
        <translation>目标不可用</translation>
    </message>
    <message>
        <source>Target changed</source>
        <translation>目标被改动</translation>
    </message>
    <message>
        <source>Statement failed</source>
        <translation>语句失败</translation>
    </message>
    <message>
        <source>Verification failed</source>
        <translation>校验未通过</translation>
    </message>
    <message>
        <source>Task store failed</source>
        <translation>任务库故障</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>FindingLevel</name>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Blocker</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Not checkable</source>
        <translation>无法检查</translation>
    </message>
</context>
<context>
    <name>HumanText</name>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1后</translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message>
        <source>not counted</source>
        <translation>未统计</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>no, %1</source>
        <translation>相差 %1</translation>
    </message>
</context>
<context>
    <name>LeftOver</name>
    <message>
        <source>Left-over staging database</source>
        <translation>遗留的暂存库</translation>
    </message>
    <message>
        <source>Old database, kept for undo</source>
        <translation>旧库（保留以便撤销）</translation>
    </message>
</context>
<context>
    <name>LogLevel</name>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Write it as sqlite:///absolute/path.db, or as engine://user@host:port/database.</source>
        <translation>请写成 sqlite:///绝对路径.db 或 engine://user@host:port/database。</translation>
    </message>
    <message>
        <source>The target %1 names no absolute path.</source>
        <translation>目标 %1 不是绝对路径。</translation>
    </message>
    <message>
        <source>The path in the target %1 holds a NUL byte.</source>
        <translation>目标 %1 的路径中含有 NUL 字节。</translation>
    </message>
    <message>
        <source>The target %1 names a folder, not a file.</source>
        <translation>目标 %1 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>The target %1 names no database.</source>
        <translation>目标 %1 没有写明数据库。</translation>
    </message>
    <message>
        <source>The target URL holds a password.</source>
        <translation>目标 URL 中含有密码。</translation>
    </message>
    <message>
        <source>Leave the password out of the URL: other users of this machine can read it there.</source>
        <translation>请去掉 URL 中的密码：本机其他用户能在那里看到它。</translation>
    </message>
    <message>
        <source>The port in the target %1 is not a number from 1 to 65535.</source>
        <translation>目标 %1 的端口不是 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>The target %1 names no server.</source>
        <translation>目标 %1 没有写明服务器。</translation>
    </message>
    <message>
        <source>The target %1 is not a URL.</source>
        <translation>目标 %1 不是 URL。</translation>
    </message>
    <message>
        <source>The target %1 has a % that is not followed by two hexadecimal digits; write %25 for the sign itself.</source>
        <translation>目标 %1 中有一个 % 后面不是两位十六进制数字；要写百分号本身请用 %25。</translation>
    </message>
    <message>
        <source>The target %1 names an engine that BakFerry does not know.</source>
        <translation>目标 %1 的引擎 BakFerry 不认识。</translation>
    </message>
    <message>
        <source>%1 bytes follow the end of the %2 data of %3, from its byte %4 on. They are not part of the backup and were left out.</source>
        <translation>%3 的 %2 数据结束后，从第 %4 字节起还有 %1 字节。它们不属于备份，已忽略。</translation>
    </message>
    <message>
        <source>Transfer or make the backup again and compare its checksum with the original.</source>
        <translation>请重新传输或重新制作备份，并与原件核对校验和。</translation>
    </message>
    <message>
        <source>The backup file %1 does not exist.</source>
        <translation>备份文件 %1 不存在。</translation>
    </message>
    <message>
        <source>Check the spelling of the path, and that its disk or share is mounted.</source>
        <translation>请检查路径是否写对，以及所在磁盘或共享是否已挂载。</translation>
    </message>
    <message>
        <source>You have no permission to read the backup file %1.</source>
        <translation>没有读取备份文件 %1 的权限。</translation>
    </message>
    <message>
        <source>Ask its owner for read permission on the file, and search permission on every folder above it.</source>
        <translation>请向文件所有者申请读权限，以及其上各级文件夹的进入权限。</translation>
    </message>
    <message>
        <source>The backup file %1 is a link that leads nowhere.</source>
        <translation>备份文件 %1 是一个失效的链接。</translation>
    </message>
    <message>
        <source>Choose the file the link was meant for.</source>
        <translation>请选择该链接本来指向的文件。</translation>
    </message>
    <message>
        <source>The backup file %1 cannot be opened.</source>
        <translation>无法打开备份文件 %1。</translation>
    </message>
    <message>
        <source>Check the path and the disk it lies on.</source>
        <translation>请检查路径和所在磁盘。</translation>
    </message>
    <message>
        <source>%1 is a folder, not a backup file.</source>
        <translation>%1 是文件夹，不是备份文件。</translation>
    </message>
    <message>
        <source>Choose the file inside the folder.</source>
        <translation>请选择文件夹中的文件。</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 不是文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that the backup tool wrote.</source>
        <translation>请选择备份工具写出的文件夹。</translation>
    </message>
    <message>
        <source>%1 is a device, a pipe or a file of the kernel, not a backup file.</source>
        <translation>%1 是设备、管道或内核文件，不是备份文件。</translation>
    </message>
    <message>
        <source>Write the backup into an ordinary file first and choose that one.</source>
        <translation>请先把备份写入普通文件，再选择该文件。</translation>
    </message>
    <message>
        <source>The backup file %1 is empty.</source>
        <translation>备份文件 %1 是空的。</translation>
    </message>
    <message>
        <source>The backup probably failed: look at the log of the program that wrote it, and make it again.</source>
        <translation>备份很可能没有成功：请查看备份程序的日志，并重新备份。</translation>
    </message>
    <message>
        <source>The backup file %1 cannot be read at byte %2.</source>
        <translation>备份文件 %1 在第 %2 字节处无法读取。</translation>
    </message>
    <message>
        <source>Check the disk or share it lies on, or copy the file to another one.</source>
        <translation>请检查所在磁盘或共享，或把文件复制到别处。</translation>
    </message>
    <message>
        <source>The open file cannot be read at byte %1.</source>
        <translation>已打开的文件在第 %1 字节处无法读取。</translation>
    </message>
    <message>
        <source>The backup file %1 was changed, replaced or removed while it was in use.</source>
        <translation>备份文件 %1 在使用过程中被修改、替换或删除。</translation>
    </message>
    <message>
        <source>Wait until whatever writes the file has finished, then start again.</source>
        <translation>请等写入该文件的程序结束后重新开始。</translation>
    </message>
    <message>
        <source>The backup file %1 is incomplete: its %2 data breaks off at byte %3, after %4 decompressed bytes.</source>
        <translation>备份文件 %1 不完整：%2 数据在第 %3 字节处中断，此前已解压 %4 字节。</translation>
    </message>
    <message>
        <source>The backup file %1 is damaged: its %2 data is wrong before byte %3, after %4 decompressed bytes.</source>
        <translation>备份文件 %1 已损坏：%2 数据在第 %3 字节之前有错，此前已解压 %4 字节。</translation>
    </message>
    <message>
        <source>The backup file %1 was compressed with a larger %2 window than BakFerry gives memory to.</source>
        <translation>备份文件 %1 压缩时使用的 %2 窗口超过了 BakFerry 允许的内存。</translation>
    </message>
    <message>
        <source>Decompress the file with the program that made it and choose the result.</source>
        <translation>请用制作它的程序解压，再选择解压后的文件。</translation>
    </message>
    <message>
        <source>Reading stopped: the %2 bytes of %1 grew to more than %3, over %4 times as many, as a decompression bomb does.</source>
        <translation>已停止读取：%1 的 %2 字节膨胀到 %3 以上，超过 %4 倍，与解压炸弹相同。</translation>
    </message>
    <message>
        <source>Reading stopped: the %2 bytes of %1 grew to more than %3, over %4 times as many and more than the %5 there is room for, as a decompression bomb does.</source>
        <translation>已停止读取：%1 的 %2 字节膨胀到 %3 以上，超过 %4 倍，也超过了可用空间 %5，与解压炸弹相同。</translation>
    </message>
    <message>
        <source>If you trust the file, decompress it yourself and choose the result.</source>
        <translation>如果信任该文件，请自行解压后选择解压结果。</translation>
    </message>
    <message>
        <source>The backup file %1 is compressed more than four times over.</source>
        <translation>备份文件 %1 的压缩超过四层。</translation>
    </message>
    <message>
        <source>Decompress its outer layers and choose the result.</source>
        <translation>请先解开外层压缩，再选择结果。</translation>
    </message>
    <message>
        <source>The backup file %1 holds a zip inside its %2 data.</source>
        <translation>备份文件 %1 的 %2 数据里是一个 zip。</translation>
    </message>
    <message>
        <source>Unpack the outer layer and choose the zip inside it.</source>
        <translation>请解开外层，再选择里面的 zip。</translation>
    </message>
    <message>
        <source>The zip %1 holds no file.</source>
        <translation>zip %1 中没有文件。</translation>
    </message>
    <message>
        <source>Choose the backup that should be inside.</source>
        <translation>请选择本应在里面的备份。</translation>
    </message>
    <message>
        <source>The zip %1 holds %2 files: %3.</source>
        <translation>zip %1 中有 %2 个文件：%3。</translation>
    </message>
    <message>
        <source>Unpack it and choose the one file to restore.</source>
        <translation>请解压后选择要恢复的那个文件。</translation>
    </message>
    <message>
        <source>The zip %1 holds no file named %2.</source>
        <translation>zip %1 中没有名为 %2 的文件。</translation>
    </message>
    <message>
        <source>Choose one of the files it holds.</source>
        <translation>请选择其中已有的文件。</translation>
    </message>
    <message>
        <source>An ordinary backup has no such entry. Ask where the file comes from before using anything in it.</source>
        <translation>正常的备份不会有这样的条目。使用其中任何内容之前，请先查明文件来源。</translation>
    </message>
    <message>
        <source>The file %2 in the zip %1 is encrypted.</source>
        <translation>zip %1 中的文件 %2 已加密。</translation>
    </message>
    <message>
        <source>Unpack it with its password and choose the result.</source>
        <translation>请用密码解压后选择结果。</translation>
    </message>
    <message>
        <source>The file %2 in the zip %1 is compressed by method %3, which BakFerry does not know.</source>
        <translation>zip %1 中的文件 %2 使用压缩方法 %3，BakFerry 不认识。</translation>
    </message>
    <message>
        <source>Unpack it and choose the result.</source>
        <translation>请解压后选择结果。</translation>
    </message>
    <message>
        <source>%2 in the backup folder %1 is a link, a device or a pipe.</source>
        <translation>备份文件夹 %1 中的 %2 是链接、设备或管道。</translation>
    </message>
    <message>
        <source>No backup tool writes such an entry. Find out what it is, and remove it if the backup does not need it.</source>
        <translation>备份工具不会写出这样的条目。请查明它是什么；备份若不需要，请移走它。</translation>
    </message>
    <message>
        <source>The zip %1 holds an entry without a name.</source>
        <translation>zip %1 中有一个没有名称的条目。</translation>
    </message>
    <message>
        <source>The name of %2 in the zip %1 holds a NUL byte.</source>
        <translation>zip %1 中 %2 的名称含有 NUL 字节。</translation>
    </message>
    <message>
        <source>The name of %2 in the zip %1 holds a backslash.</source>
        <translation>zip %1 中 %2 的名称含有反斜杠。</translation>
    </message>
    <message>
        <source>The name of %2 in the zip %1 is an absolute path.</source>
        <translation>zip %1 中 %2 的名称是绝对路径。</translation>
    </message>
    <message>
        <source>The name of %2 in the zip %1 leads out of its folder.</source>
        <translation>zip %1 中 %2 的名称指向文件夹之外。</translation>
    </message>
    <message>
        <source>%2 in the zip %1 is a link or a device.</source>
        <translation>zip %1 中的 %2 是链接或设备。</translation>
    </message>
    <message>
        <source>The zip %1 holds two entries named %2, upper and lower case aside.</source>
        <translation>zip %1 中有两个名为 %2 的条目（不分大小写）。</translation>
    </message>
    <message>
        <source>%1 bytes follow the end of the zip %2, from its byte %3 on. They are not part of the backup and were left out.</source>
        <translation>zip %2 结束后，从第 %3 字节起还有 %1 字节。它们不属于备份，已忽略。</translation>
    </message>
    <message>
        <source>The statement at byte %1 (line %2) of the script is longer than 1,000,000,000 bytes.</source>
        <translation>脚本第 %1 字节（第 %2 行）的语句超过 1,000,000,000 字节。</translation>
    </message>
    <message>
        <source>Make the backup again with shorter INSERT statements.</source>
        <translation>请用更短的 INSERT 语句重新备份。</translation>
    </message>
    <message>
        <source>No temporary file can be made in %1.</source>
        <translation>无法在 %1 中创建临时文件。</translation>
    </message>
    <message>
        <source>Make room there, or let TMPDIR name another folder.</source>
        <translation>请在那里腾出空间，或用 TMPDIR 指定其他文件夹。</translation>
    </message>
    <message>
        <source>Take another backup; sqlite3&apos;s .recover may save single rows of this one.</source>
        <translation>请改用其他备份；sqlite3 的 .recover 也许能从此备份中救出部分行。</translation>
    </message>
    <message>
        <source>SQLite&apos;s integrity check of %1 found no fault.</source>
        <translation>SQLite 对 %1 的完整性检查未发现问题。</translation>
    </message>
    <message>
        <source>SQLite&apos;s integrity check found faults in %1, the first: %2</source>
        <translation>SQLite 完整性检查发现 %1 有问题，第一处：%2</translation>
    </message>
    <message>
        <source>Every row of every table was read: %1 tables, %2 rows.</source>
        <translation>所有表的每一行都已读过：%1 个表，%2 行。</translation>
    </message>
    <message>
        <source>These tables in %1 cannot be read to their end: %2</source>
        <translation>%1 中以下表无法读到末尾：%2</translation>
    </message>
    <message>
        <source>%1 needs a part that this SQLite does not have, so not everything in it can be checked: %2</source>
        <translation>%1 需要当前 SQLite 没有的组件，因此其中的内容无法全部检查：%2</translation>
    </message>
    <message>
        <source>Check the restored database with the program that made it; it brings the missing extension along.</source>
        <translation>请用创建它的程序检查还原后的数据库；缺少的扩展由该程序自带。</translation>
    </message>
    <message>
        <source>A checksum of the compression covers every byte of the content, and it is right.</source>
        <translation>压缩格式的校验和覆盖全部内容，且校验正确。</translation>
    </message>
    <message>
        <source>This format carries no checksum: damage to its structure is found, but a value that changed inside a row could not be seen.</source>
        <translation>此格式不含校验和：结构损坏可以发现，但行内被改动的值无法察觉。</translation>
    </message>
    <message>
        <source>The foreign keys could not be checked.</source>
        <translation>无法检查外键。</translation>
    </message>
    <message>
        <source>A foreign key may name a table or a column that does not exist; see the database&apos;s own words.</source>
        <translation>可能有外键引用了不存在的表或列；请看数据库的原话。</translation>
    </message>
    <message>
        <source>Every foreign key points to a row that exists.</source>
        <translation>所有外键都指向存在的行。</translation>
    </message>
    <message>
        <source>SQLite cannot read %1.</source>
        <translation>SQLite 无法读取 %1。</translation>
    </message>
    <message>
        <source>SQLite database file</source>
        <translation>SQLite 数据库文件</translation>
    </message>
    <message>
        <source>SQLite script</source>
        <translation>SQLite 脚本</translation>
    </message>
    <message>
        <source>SQLite cannot open %1.</source>
        <translation>SQLite 无法打开 %1。</translation>
    </message>
    <message>
        <source>Check that the path is right and that you may read and write there.</source>
        <translation>请检查路径是否正确，以及是否有读写权限。</translation>
    </message>
    <message>
        <source>Line %1 sets a PRAGMA that no backup needs.</source>
        <translation>第 %1 行设置了备份不需要的 PRAGMA。</translation>
    </message>
    <message>
        <source>Line %1 writes to the table that holds SQLite&apos;s schema.</source>
        <translation>第 %1 行写入 SQLite 的模式表。</translation>
    </message>
    <message>
        <source>Line %1 opens another database file (ATTACH).</source>
        <translation>第 %1 行打开另一个数据库文件（ATTACH）。</translation>
    </message>
    <message>
        <source>Line %1 is a command for the sqlite3 program, which could run programs or write files.</source>
        <translation>第 %1 行是 sqlite3 程序的命令，可能运行程序或写文件。</translation>
    </message>
    <message>
        <source>Line %1 writes another database file (VACUUM INTO).</source>
        <translation>第 %1 行写出另一个数据库文件（VACUUM INTO）。</translation>
    </message>
    <message>
        <source>The script ends at byte %1 inside a transaction: its COMMIT is missing.</source>
        <translation>脚本在第 %1 字节处结束，但事务尚未提交：缺少 COMMIT。</translation>
    </message>
    <message>
        <source>The script ends inside a statement that begins on line %1 (byte %2): its semicolon is missing.</source>
        <translation>脚本在一条语句中间结束，该语句始于第 %1 行（第 %2 字节）：缺少分号。</translation>
    </message>
    <message>
        <source>Line %1 asks for something that reaches beyond the database.</source>
        <translation>第 %1 行的操作超出了数据库范围。</translation>
    </message>
    <message>
        <source>Line %1 undoes the script&apos;s own work (ROLLBACK): the backup is not complete.</source>
        <translation>第 %1 行撤销了脚本自己的写入（ROLLBACK）：备份不完整。</translation>
    </message>
    <message>
        <source>The statement on line %1 cannot be told apart from the next one.</source>
        <translation>第 %1 行的语句无法与下一条区分开。</translation>
    </message>
    <message>
        <source>SQLite refuses the statement on line %1: %2</source>
        <translation>SQLite 拒绝了第 %1 行的语句：%2</translation>
    </message>
    <message>
        <source>SQLite could not finish the transaction: %1</source>
        <translation>SQLite 无法完成事务：%1</translation>
    </message>
    <message>
        <source>There is no room in %1 to unpack the database for checking.</source>
        <translation>%1 中没有空间解压数据库以供检查。</translation>
    </message>
    <message>
        <source>The file %1 belongs to the backup and cannot be read.</source>
        <translation>文件 %1 属于备份，但无法读取。</translation>
    </message>
    <message>
        <source>Make it a readable ordinary file, or copy the backup once more together with it.</source>
        <translation>请使它成为可读的普通文件，或连同它重新复制备份。</translation>
    </message>
    <message>
        <source>The backup %1 changed while it was being read.</source>
        <translation>备份 %1 在读取过程中发生了变化。</translation>
    </message>
    <message>
        <source>Stop what writes to it, or restore from a copy.</source>
        <translation>请停止写入它的程序，或从副本恢复。</translation>
    </message>
    <message>
        <source>The target %1 is in use by another connection.</source>
        <translation>目标 %1 正被另一个连接使用。</translation>
    </message>
    <message>
        <source>End what works with the database, then check again.</source>
        <translation>请结束使用该数据库的程序，再重新检查。</translation>
    </message>
    <message>
        <source>There is no room left for %1.</source>
        <translation>%1 的空间已用完。</translation>
    </message>
    <message>
        <source>Make room there, or choose a target on another file system.</source>
        <translation>请腾出空间，或选择其他文件系统上的目标。</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Check the rights of the folder and the health of its disk.</source>
        <translation>请检查文件夹权限和磁盘状况。</translation>
    </message>
    <message>
        <source>The target %1 came into being while the backup was being restored.</source>
        <translation>恢复过程中，目标 %1 被别人创建了。</translation>
    </message>
    <message>
        <source>Look at what lies there now; retry with another name, or choose to overwrite.</source>
        <translation>请看那里现在是什么；换个名称重试，或选择覆盖。</translation>
    </message>
    <message>
        <source>The target %1 has a name that SQLite keeps for side files.</source>
        <translation>目标 %1 的名称是 SQLite 留给附属文件用的。</translation>
    </message>
    <message>
        <source>Choose a file name that does not end in -wal, -shm or -journal.</source>
        <translation>请使用不以 -wal、-shm 或 -journal 结尾的文件名。</translation>
    </message>
    <message>
        <source>The target %1 has no usable file name.</source>
        <translation>目标 %1 没有可用的文件名。</translation>
    </message>
    <message>
        <source>Choose a file name of 1 to 200 bytes.</source>
        <translation>请使用 1 到 200 字节的文件名。</translation>
    </message>
    <message>
        <source>The name of the target %1 can be used.</source>
        <translation>目标 %1 的名称可用。</translation>
    </message>
    <message>
        <source>The target&apos;s folder %1 does not exist.</source>
        <translation>目标文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>Make the folder first, or choose another one.</source>
        <translation>请先创建该文件夹，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Nothing can be written in the target&apos;s folder %1.</source>
        <translation>目标文件夹 %1 不可写。</translation>
    </message>
    <message>
        <source>Give your account the right to write there (chmod u+w, or mount it writable), or choose another folder.</source>
        <translation>请给当前账号写权限（chmod u+w，或以可写方式挂载），或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The target&apos;s folder %1 can be written.</source>
        <translation>目标文件夹 %1 可写。</translation>
    </message>
    <message>
        <source>The target %1 is the backup file itself.</source>
        <translation>目标 %1 就是备份文件本身。</translation>
    </message>
    <message>
        <source>Choose another target.</source>
        <translation>请选择其他目标。</translation>
    </message>
    <message>
        <source>The target %1 is a symbolic link.</source>
        <translation>目标 %1 是符号链接。</translation>
    </message>
    <message>
        <source>Name the file that the link points to.</source>
        <translation>请写明链接指向的文件。</translation>
    </message>
    <message>
        <source>The target %1 is no ordinary file.</source>
        <translation>目标 %1 不是普通文件。</translation>
    </message>
    <message>
        <source>The target %1 exists already.</source>
        <translation>目标 %1 已存在。</translation>
    </message>
    <message>
        <source>Choose another name, or choose to overwrite; the old file is then kept aside until you discard it.</source>
        <translation>请换个名称，或选择覆盖；覆盖时旧文件会保留在旁，直到你丢弃它。</translation>
    </message>
    <message>
        <source>The target %1 is known under other names too (hard links).</source>
        <translation>目标 %1 还有其他名称（硬链接）。</translation>
    </message>
    <message>
        <source>Remove the other names, or choose another target.</source>
        <translation>请移除其他名称，或选择其他目标。</translation>
    </message>
    <message>
        <source>The target %1 cannot be written.</source>
        <translation>目标 %1 不可写。</translation>
    </message>
    <message>
        <source>Give your account the right to read and write the file.</source>
        <translation>请给当前账号该文件的读写权限。</translation>
    </message>
    <message>
        <source>The target %1 is no SQLite database and is not overwritten.</source>
        <translation>目标 %1 不是 SQLite 数据库，不会覆盖它。</translation>
    </message>
    <message>
        <source>The target %1 exists and will be overwritten; the old database is kept aside.</source>
        <translation>目标 %1 已存在，将被覆盖；旧库会保留在旁。</translation>
    </message>
    <message>
        <source>Beside the new target lies %1, which SQLite would take for a part of it.</source>
        <translation>新目标旁边有 %1，SQLite 会把它当成目标的一部分。</translation>
    </message>
    <message>
        <source>Move that file away, or choose another name.</source>
        <translation>请移走该文件，或换个名称。</translation>
    </message>
    <message>
        <source>The target %1 does not exist yet.</source>
        <translation>目标 %1 尚不存在。</translation>
    </message>
    <message>
        <source>The target %1 is open in: %2</source>
        <translation>目标 %1 正被打开：%2</translation>
    </message>
    <message>
        <source>End these programs first if they must not see the restored data at once.</source>
        <translation>如果不想让它们立刻看到恢复后的数据，请先结束这些程序。</translation>
    </message>
    <message>
        <source>Nobody has the target open.</source>
        <translation>没有程序打开目标。</translation>
    </message>
    <message>
        <source>The free space in %1 could not be found out.</source>
        <translation>无法得知 %1 的可用空间。</translation>
    </message>
    <message>
        <source>Make sure that there is room for one and a half times the data.</source>
        <translation>请确认有 1.5 倍数据大小的空间。</translation>
    </message>
    <message>
        <source>The name needs 4 to 50 characters; it has %1.</source>
        <translation>名称需 4 到 50 个字符；现有 %1 个。</translation>
    </message>
    <message>
        <source>The name must begin with a letter.</source>
        <translation>名称必须以字母（含汉字）开头。</translation>
    </message>
    <message>
        <source>The name may hold letters, digits, “-” and “_” only.</source>
        <translation>名称只能包含字母（含汉字）、数字、“-”和“_”。</translation>
    </message>
    <message>
        <source>The description may have up to 256 characters; it has %1.</source>
        <translation>描述最多 256 个字符；现有 %1 个。</translation>
    </message>
    <message>
        <source>The key of a tag needs 1 to 36 characters; it has %1.</source>
        <translation>标签的键需 1 到 36 个字符；现有 %1 个。</translation>
    </message>
    <message>
        <source>The value of a tag may have up to 43 characters; it has %1.</source>
        <translation>标签的值最多 43 个字符；现有 %1 个。</translation>
    </message>
    <message>
        <source>A tag may hold letters, digits, “-” and “_” only.</source>
        <translation>标签只能包含字母（含汉字）、数字、“-”和“_”。</translation>
    </message>
    <message>
        <source>A task may have up to 10 tags; it has %1.</source>
        <translation>一个任务最多 10 个标签；现有 %1 个。</translation>
    </message>
    <message>
        <source>The tag key %1 is used twice.</source>
        <translation>标签键 %1 用了两次。</translation>
    </message>
    <message>
        <source>The task is not in the list any more.</source>
        <translation>任务已不在列表中。</translation>
    </message>
    <message>
        <source>Another task has the name %1 already.</source>
        <translation>已有名为 %1 的任务。</translation>
    </message>
    <message>
        <source>Not deleted, because still running: %1.</source>
        <translation>未删除，仍在运行：%1。</translation>
    </message>
    <message>
        <source>Cancel a running task first, then delete it.</source>
        <translation>请先取消运行中的任务，再删除。</translation>
    </message>
    <message>
        <source>Stopping the running restores. The window closes when they have ended.</source>
        <translation>正在停止运行中的恢复，全部结束后窗口自动关闭。</translation>
    </message>
    <message>
        <source>The precheck found points that only you can weigh. The target has not been touched.</source>
        <translation>预检查发现了需要你判断的问题。目标未被改动。</translation>
    </message>
    <message>
        <source>Read them under Precheck, then continue or end the task.</source>
        <translation>请在“预检查”页查看，然后继续或放弃恢复。</translation>
    </message>
    <message>
        <source>%1 log rows came too fast and were left out here.</source>
        <translation>有 %1 行日志来得太快，此处略去。</translation>
    </message>
    <message>
        <source>BakFerry ended while this task was unfinished.</source>
        <translation>BakFerry 退出时此任务尚未完成。</translation>
    </message>
    <message>
        <source>No target was made. Start the task again.</source>
        <translation>没有生成目标。请重新开始任务。</translation>
    </message>
    <message>
        <source>The target is as it was before. Start the task again.</source>
        <translation>目标保持原样。请重新开始任务。</translation>
    </message>
    <message>
        <source>The target holds data of this restore that is not proven. Start the task again.</source>
        <translation>目标中有本次恢复的未经证实的数据。请重新开始任务。</translation>
    </message>
    <message>
        <source>Look at the target before starting the task again.</source>
        <translation>重新开始任务前，请先查看目标。</translation>
    </message>
    <message>
        <source>After the interruption the target was found to hold the new, verified database.</source>
        <translation>中断后经查，目标中是校验过的新库。</translation>
    </message>
    <message>
        <source>BakFerry had ended behind the switch-over: %1 holds the new database.</source>
        <translation>BakFerry 在切换之后退出：%1 中是新库。</translation>
    </message>
    <message>
        <source>Writing had not begun. Start the task again.</source>
        <translation>尚未开始写入。请重新开始任务。</translation>
    </message>
    <message>
        <source>BakFerry ended before this task had begun to write; the target was not touched.</source>
        <translation>BakFerry 在此任务写入之前退出；目标未被改动。</translation>
    </message>
    <message>
        <source>BakFerry ended while this task was running; %1 was looked at, and %2 left-overs were found.</source>
        <translation>BakFerry 在此任务运行时退出；已查看 %1，发现 %2 处遗留。</translation>
    </message>
    <message>
        <source>The task store %1 could not be read or written.</source>
        <translation>无法读写任务库 %1。</translation>
    </message>
    <message>
        <source>Free some space where it lies and check the disk; BakFerry tries again by itself.</source>
        <translation>请腾出空间并检查磁盘；BakFerry 会自动重试。</translation>
    </message>
    <message>
        <source>The lock file %1 of the task store cannot be used.</source>
        <translation>无法使用任务库的锁文件 %1。</translation>
    </message>
    <message>
        <source>Give yourself the right to write there, or choose another store with --store.</source>
        <translation>请取得那里的写权限，或用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>Close that program first, or choose another store with --store.</source>
        <translation>请先关闭该程序，或用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>The task store %1 cannot be made.</source>
        <translation>无法创建任务库 %1。</translation>
    </message>
    <message>
        <source>Other users may write the folder %1 of the task store.</source>
        <translation>其他用户可以写任务库所在的文件夹 %1。</translation>
    </message>
    <message>
        <source>Take the right to write from them (chmod go-w %1), or choose another store with --store.</source>
        <translation>请去掉他们的写权限（chmod go-w %1），或用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>The folder %1 of the task store belongs to another user.</source>
        <translation>任务库所在的文件夹 %1 属于其他用户。</translation>
    </message>
    <message>
        <source>Choose a store in a folder of your own with --store.</source>
        <translation>请用 --store 指定自己文件夹中的任务库。</translation>
    </message>
    <message>
        <source>The task store %1 is a folder, a link or a device, not a file.</source>
        <translation>任务库 %1 是文件夹、链接或设备，不是文件。</translation>
    </message>
    <message>
        <source>Choose another store with --store.</source>
        <translation>请用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>The task store %1 belongs to another user.</source>
        <translation>任务库 %1 属于其他用户。</translation>
    </message>
    <message>
        <source>Choose a store of your own with --store.</source>
        <translation>请用 --store 指定自己的任务库。</translation>
    </message>
    <message>
        <source>Other users may write the task store %1, so what it says cannot be trusted.</source>
        <translation>其他用户可以写任务库 %1，其内容不可信。</translation>
    </message>
    <message>
        <source>Make sure that nobody changed it, then take the right to write from them (chmod 600 %1).</source>
        <translation>请确认无人改动过，再去掉他们的写权限（chmod 600 %1）。</translation>
    </message>
    <message>
        <source>The path of the task store, %1, is not an absolute path in UTF-8.</source>
        <translation>任务库路径 %1 不是 UTF-8 的绝对路径。</translation>
    </message>
    <message>
        <source>%1 is not a task store of BakFerry; it was not touched.</source>
        <translation>%1 不是 BakFerry 的任务库；未改动它。</translation>
    </message>
    <message>
        <source>The task store %1 was written by a newer BakFerry (version %2 of the store); it was not touched.</source>
        <translation>任务库 %1 由更新版本的 BakFerry 写成（库版本 %2）；未改动它。</translation>
    </message>
    <message>
        <source>Use that newer BakFerry, or choose another store with --store.</source>
        <translation>请使用新版 BakFerry，或用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>The task store %1 is damaged.</source>
        <translation>任务库 %1 已损坏。</translation>
    </message>
    <message>
        <source>Start BakFerry when no other program uses the store: it then moves the damaged one aside and begins a new one.</source>
        <translation>请在没有其他程序使用任务库时启动 BakFerry：它会把损坏的库移到一旁，另建新库。</translation>
    </message>
    <message>
        <source>The task store %1 could not be brought to this version of BakFerry; it is as it was.</source>
        <translation>任务库 %1 无法升级到当前版本；它保持原样。</translation>
    </message>
    <message>
        <source>Free some space beside it and start again, or choose another store with --store.</source>
        <translation>请在其旁边腾出空间后重新启动，或用 --store 指定其他任务库。</translation>
    </message>
    <message>
        <source>The task store is not open for writing.</source>
        <translation>任务库未以可写方式打开。</translation>
    </message>
    <message>
        <source>Start BakFerry again with a store that it can write.</source>
        <translation>请用可写的任务库重新启动 BakFerry。</translation>
    </message>
    <message>
        <source>BakFerry has no engine named %1.</source>
        <translation>BakFerry 没有名为 %1 的引擎。</translation>
    </message>
    <message>
        <source>Use the version of BakFerry that made this task.</source>
        <translation>请使用创建此任务的 BakFerry 版本。</translation>
    </message>
    <message>
        <source>Too late to stop: the switch-over is under way and will be finished.</source>
        <translation>来不及停止：正在切换，会切换完毕。</translation>
    </message>
    <message>
        <source>The DBA decided to go on over what the precheck left open.</source>
        <translation>DBA 决定在预检查有未决项的情况下继续。</translation>
    </message>
    <message>
        <source>The precheck was switched off; the DBA takes the responsibility.</source>
        <translation>已关闭预检查，由 DBA 承担责任。</translation>
    </message>
    <message>
        <source>Leave the precheck on to learn of trouble before anything is written.</source>
        <translation>保持预检查开启，可在写入之前发现问题。</translation>
    </message>
    <message>
        <source>The precheck came back without one finding.</source>
        <translation>预检查没有返回任何结果。</translation>
    </message>
    <message>
        <source>Report this as a mistake of BakFerry.</source>
        <translation>请作为 BakFerry 的缺陷报告。</translation>
    </message>
    <message>
        <source>The precheck left questions open; a decision is awaited.</source>
        <translation>预检查有未决项，等待决定。</translation>
    </message>
    <message>
        <source>BakFerry made a mistake of its own and ended this job.</source>
        <translation>BakFerry 自身出错，已结束此作业。</translation>
    </message>
    <message>
        <source>Report the technical detail below; look at the target before starting again.</source>
        <translation>请报告下面的技术细节；重新开始前请先查看目标。</translation>
    </message>
    <message>
        <source>The overwrite was undone: %1 holds the old database again.</source>
        <translation>已撤销覆盖：%1 中又是旧库。</translation>
    </message>
    <message>
        <source>The left-over %1 was removed.</source>
        <translation>已清除遗留 %1。</translation>
    </message>
    <message>
        <source>Do not use the restored database before it was compared with the source; look at the log of the task.</source>
        <translation>恢复出的库在与源库比对之前请勿使用；请查看任务日志。</translation>
    </message>
    <message>
        <source>The restore ended, but nothing of it was verified.</source>
        <translation>恢复已结束，但没有任何校验。</translation>
    </message>
    <message>
        <source>Of %1 statements found, %2 were executed, %3 skipped and %4 failed: these numbers do not add up.</source>
        <translation>共 %1 条语句，执行 %2 条、跳过 %3 条、失败 %4 条：数目对不上。</translation>
    </message>
    <message>
        <source>Table %1: %2 rows were read from the backup, but the target has %3.</source>
        <translation>表 %1：从备份读到 %2 行，目标中有 %3 行。</translation>
    </message>
    <message>
        <source>The restore failed without giving a reason.</source>
        <translation>恢复失败，但没有给出原因。</translation>
    </message>
    <message>
        <source>Look at the log of the task and report it as a mistake of BakFerry.</source>
        <translation>请查看任务日志，并作为 BakFerry 的缺陷报告。</translation>
    </message>
    <message>
        <source>The restore was stopped on request.</source>
        <translation>已按要求停止恢复。</translation>
    </message>
    <message>
        <source>Start the task again when it is wanted.</source>
        <translation>需要时请重新开始任务。</translation>
    </message>
    <message>
        <source>%1 is a PostgreSQL custom archive.</source>
        <translation>%1 是 PostgreSQL custom 归档。</translation>
    </message>
    <message>
        <source>%1 is a tar archive.</source>
        <translation>%1 是 tar 归档。</translation>
    </message>
    <message>
        <source>%1 is a SQL Server backup.</source>
        <translation>%1 是 SQL Server 备份。</translation>
    </message>
    <message>
        <source>%1 is a compressed SQL Server backup.</source>
        <translation>%1 是压缩的 SQL Server 备份。</translation>
    </message>
    <message>
        <source>%1 is a mariabackup or XtraBackup stream.</source>
        <translation>%1 是 mariabackup 或 XtraBackup 流。</translation>
    </message>
    <message>
        <source>%1 is a MySQL or MariaDB binary log.</source>
        <translation>%1 是 MySQL 或 MariaDB 二进制日志。</translation>
    </message>
    <message>
        <source>%1 is a mongodump archive.</source>
        <translation>%1 是 mongodump 归档。</translation>
    </message>
    <message>
        <source>%1 is a Redis dump.</source>
        <translation>%1 是 Redis 转储。</translation>
    </message>
    <message>
        <source>%1 is a Microsoft Access database.</source>
        <translation>%1 是 Microsoft Access 数据库。</translation>
    </message>
    <message>
        <source>%1 is a program.</source>
        <translation>%1 是程序。</translation>
    </message>
    <message>
        <source>%1 is a Windows program.</source>
        <translation>%1 是 Windows 程序。</translation>
    </message>
    <message>
        <source>%1 is a PDF document.</source>
        <translation>%1 是 PDF 文档。</translation>
    </message>
    <message>
        <source>%1 is a picture.</source>
        <translation>%1 是图片。</translation>
    </message>
    <message>
        <source>%1 is a text in UTF-16; convert it to UTF-8 first.</source>
        <translation>%1 是 UTF-16 文本；请先转换为 UTF-8。</translation>
    </message>
    <message>
        <source>%1 is a 7-Zip archive.</source>
        <translation>%1 是 7-Zip 归档。</translation>
    </message>
    <message>
        <source>%1 is a RAR archive.</source>
        <translation>%1 是 RAR 归档。</translation>
    </message>
    <message>
        <source>%1 is a PostgreSQL script.</source>
        <translation>%1 是 PostgreSQL 脚本。</translation>
    </message>
    <message>
        <source>%1 is a MySQL or MariaDB script.</source>
        <translation>%1 是 MySQL 或 MariaDB 脚本。</translation>
    </message>
    <message>
        <source>%1 is a SQL Server script.</source>
        <translation>%1 是 SQL Server 脚本。</translation>
    </message>
    <message>
        <source>%1 holds nothing but zero bytes.</source>
        <translation>%1 中全是零字节。</translation>
    </message>
    <message>
        <source>%1 is a web page, perhaps the error page of a download.</source>
        <translation>%1 是网页，可能是下载出错的页面。</translation>
    </message>
    <message>
        <source>%1 is an XML file.</source>
        <translation>%1 是 XML 文件。</translation>
    </message>
    <message>
        <source>%1 is a JSON file.</source>
        <translation>%1 是 JSON 文件。</translation>
    </message>
    <message>
        <source>%1 rows point to rows that do not exist, the first in table %2; the source was in this state, and so will be the target.</source>
        <translation>有 %1 行引用了不存在的行，第一处在表 %2 中；源库就是这种状态，目标也会如此。</translation>
    </message>
    <message>
        <source>Page size</source>
        <translation>页大小</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>User version</source>
        <translation>用户版本号</translation>
    </message>
    <message>
        <source>Application id</source>
        <translation>应用标识</translation>
    </message>
    <message>
        <source>Written by SQLite</source>
        <translation>写入的 SQLite 版本</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志模式</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Write-ahead log beside it</source>
        <translation>旁有 WAL 日志</translation>
    </message>
    <message>
        <source>Rollback journal beside it</source>
        <translation>旁有回滚日志</translation>
    </message>
    <message>
        <source>Byte order mark</source>
        <translation>字节序标记</translation>
    </message>
    <message>
        <source>Framed by BEGIN and COMMIT</source>
        <translation>以 BEGIN 和 COMMIT 包裹</translation>
    </message>
    <message>
        <source>Pick the right file, or a target of the right engine.</source>
        <translation>请选择正确的文件，或正确引擎的目标。</translation>
    </message>
    <message>
        <source>%1 is probably encrypted (SQLCipher or the like): its bytes show no pattern at all.</source>
        <translation>%1 可能已加密（SQLCipher 之类）：字节毫无规律。</translation>
    </message>
    <message>
        <source>Decrypt it with the program that made it (sqlcipher_export), then restore the result.</source>
        <translation>请用制作它的程序解密（sqlcipher_export），再恢复解密结果。</translation>
    </message>
    <message>
        <source>The backup %1 is empty.</source>
        <translation>备份 %1 是空的。</translation>
    </message>
    <message>
        <source>Find out why nothing was written, and pick another backup.</source>
        <translation>请查明为何什么也没写入，并选择其他备份。</translation>
    </message>
    <message>
        <source>%1 is not a database and not an SQL script.</source>
        <translation>%1 既不是数据库，也不是 SQL 脚本。</translation>
    </message>
    <message>
        <source>Pick the right file; if this is the one, it is damaged from its first byte on.</source>
        <translation>请选择正确的文件；如果就是它，那么它从第一个字节起就已损坏。</translation>
    </message>
    <message>
        <source>An SQLite backup is one file; %1 were given.</source>
        <translation>SQLite 备份是一个文件；给了 %1 个。</translation>
    </message>
    <message>
        <source>Make one task for each file. A -wal or -journal beside a database is found by itself.</source>
        <translation>请为每个文件建一个任务。数据库旁的 -wal 或 -journal 会自动找到。</translation>
    </message>
    <message>
        <source>The backup is not complete. Copy it again from where it was made, or take another one.</source>
        <translation>备份不完整。请从制作处重新复制，或改用其他备份。</translation>
    </message>
    <message>
        <source>The header of %1 is damaged: its page size makes no sense.</source>
        <translation>%1 的头部已损坏：页大小不合理。</translation>
    </message>
    <message>
        <source>%1 is cut off: its header counts %2 pages, but there are only %3 (%4 bytes).</source>
        <translation>%1 被截断：头部记载 %2 页，实际只有 %3 页（%4 字节）。</translation>
    </message>
    <message>
        <source>The file has all %2 pages that its header counts.</source>
        <translation>文件具有头部记载的全部 %2 页。</translation>
    </message>
    <message>
        <source>The file has %3 pages; its header does not count them, so the integrity check has to tell.</source>
        <translation>文件有 %3 页；头部没有记载页数，要由完整性检查判断。</translation>
    </message>
    <message>
        <source>%1 can be read and is an SQLite database.</source>
        <translation>%1 可读，是 SQLite 数据库。</translation>
    </message>
    <message>
        <source>The write-ahead log or journal beside %1 belongs to the backup and is read with it.</source>
        <translation>%1 旁的 WAL 或回滚日志属于备份，会一并读取。</translation>
    </message>
    <message>
        <source>%1 holds no tables.</source>
        <translation>%1 中没有表。</translation>
    </message>
    <message>
        <source>Make sure that this is the backup you want to restore.</source>
        <translation>请确认这就是要恢复的备份。</translation>
    </message>
    <message>
        <source>Restore from another backup, or correct the script at that line.</source>
        <translation>请用其他备份恢复，或改正脚本中的该行。</translation>
    </message>
    <message>
        <source>Ask whoever made this file. BakFerry runs nothing that reaches beyond the target database.</source>
        <translation>请询问文件的制作者。BakFerry 不执行任何超出目标库的内容。</translation>
    </message>
    <message>
        <source>%1 more problems were found in the script.</source>
        <translation>脚本中还发现 %1 个问题。</translation>
    </message>
    <message>
        <source>%1 holds no statement.</source>
        <translation>%1 中没有语句。</translation>
    </message>
    <message>
        <source>All %1 statements are whole, and the COMMIT that ends the backup is there.</source>
        <translation>%1 条语句全部完整，结尾的 COMMIT 也在。</translation>
    </message>
    <message>
        <source>All %1 statements are whole. The script carries no mark at its end, so statements missing there could not be seen.</source>
        <translation>%1 条语句全部完整。脚本没有结尾标记，末尾若缺少语句则无从得知。</translation>
    </message>
    <message>
        <source>SQLite understands every statement; %1 rows were read.</source>
        <translation>SQLite 能理解所有语句；读到 %1 行。</translation>
    </message>
    <message>
        <source>No statement reaches beyond the target database.</source>
        <translation>没有语句超出目标库的范围。</translation>
    </message>
    <message>
        <source>There is a NUL byte at byte %1 of the script.</source>
        <translation>脚本第 %1 字节处有 NUL 字节。</translation>
    </message>
    <message>
        <source>%1 can be read to its end: %2 bytes of script.</source>
        <translation>%1 可读到末尾：脚本 %2 字节。</translation>
    </message>
    <message>
        <source>Make sure that the file was not damaged on its way.</source>
        <translation>请确认文件在传输中没有损坏。</translation>
    </message>
    <message>
        <source>The backup&apos;s one database is restored as a whole.</source>
        <translation>备份中唯一的数据库将整体恢复。</translation>
    </message>
    <message>
        <source>An SQLite backup holds one database, named main; no other can be picked and none renamed.</source>
        <translation>SQLite 备份只含一个名为 main 的数据库；不能选择其他库，也不能改名。</translation>
    </message>
    <message>
        <source>Leave --only and --rename out; the target&apos;s path names the new database.</source>
        <translation>请去掉 --only 和 --rename；新库由目标路径命名。</translation>
    </message>
    <message>
        <source>The old database of %1 is not kept any more.</source>
        <translation>%1 的旧库已不再保留。</translation>
    </message>
    <message>
        <source>It was discarded or moved away; restore it from a backup of its own.</source>
        <translation>它已被丢弃或移走；请用它自己的备份恢复。</translation>
    </message>
    <message>
        <source>The target holds every page of the kept old database again.</source>
        <translation>目标中又是所保留旧库的每一页。</translation>
    </message>
    <message>
        <source>%1 is nothing that this task left behind.</source>
        <translation>%1 不是此任务留下的。</translation>
    </message>
    <message>
        <source>Only staging files and kept old databases of a task can be discarded.</source>
        <translation>只能清除任务的暂存文件和保留的旧库。</translation>
    </message>
    <message>
        <source>The backup %1 is not the same as when it was prechecked.</source>
        <translation>备份 %1 与预检查时不同。</translation>
    </message>
    <message>
        <source>Run the precheck again on the file as it is now.</source>
        <translation>请对当前文件重新预检查。</translation>
    </message>
    <message>
        <source>Restoring into the staging file %1.</source>
        <translation>正在恢复到暂存文件 %1。</translation>
    </message>
    <message>
        <source>The old database is kept as %1 until you discard it.</source>
        <translation>旧库保留为 %1，直到你丢弃它。</translation>
    </message>
    <message>
        <source>After the switch-over %1 does not hold the pages of the staging file.</source>
        <translation>切换之后 %1 与暂存文件的页不一致。</translation>
    </message>
    <message>
        <source>Undo the overwrite, check the disk, and restore again.</source>
        <translation>请撤销覆盖，检查磁盘，再重新恢复。</translation>
    </message>
    <message>
        <source>Of %1 statements found, %2 were executed and %3 skipped: some are unaccounted for.</source>
        <translation>共 %1 条语句，执行 %2 条、跳过 %3 条：有语句去向不明。</translation>
    </message>
    <message>
        <source>This is a fault of BakFerry; please report it with the task&apos;s log.</source>
        <translation>这是 BakFerry 的缺陷；请附上任务日志报告。</translation>
    </message>
    <message>
        <source>The restored file was read back: it has the SHA-256 of the backup that passed the precheck.</source>
        <translation>已回读恢复出的文件：SHA-256 与通过预检查的备份相同。</translation>
    </message>
    <message>
        <source>The rows in the restored database cannot be counted.</source>
        <translation>无法统计恢复出的库的行数。</translation>
    </message>
    <message>
        <source>Check the disk of the target, and restore again.</source>
        <translation>请检查目标磁盘，再重新恢复。</translation>
    </message>
    <message>
        <source>Table %1 has %2 rows in the target, but %3 were read from the backup.</source>
        <translation>表 %1 在目标中有 %2 行，但从备份读到 %3 行。</translation>
    </message>
    <message>
        <source>The target was not touched. Look into the log, and restore again.</source>
        <translation>目标未被改动。请查看日志，再重新恢复。</translation>
    </message>
    <message>
        <source>Rows read and rows in the target agree: %1 tables, %2 rows.</source>
        <translation>读取行数与目标行数一致：%1 个表，%2 行。</translation>
    </message>
    <message>
        <source>Use --help to see the commands and options.</source>
        <translation>用 --help 查看命令和选项。</translation>
    </message>
    <message>
        <source>The option %1 is not known here.</source>
        <translation>此处没有选项 %1。</translation>
    </message>
    <message>
        <source>Perhaps %1 was meant; --help lists all options.</source>
        <translation>也许是想写 %1；--help 列出全部选项。</translation>
    </message>
    <message>
        <source>The option %1 is given twice.</source>
        <translation>选项 %1 给了两次。</translation>
    </message>
    <message>
        <source>The option %1 takes no value.</source>
        <translation>选项 %1 不带值。</translation>
    </message>
    <message>
        <source>The option %1 needs a value (%2).</source>
        <translation>选项 %1 需要一个值（%2）。</translation>
    </message>
    <message>
        <source>There is no task %1, or more than one begins so.</source>
        <translation>没有任务 %1，或以它开头的不止一个。</translation>
    </message>
    <message>
        <source>bakferry-cli tasks list shows the tasks and their ids.</source>
        <translation>用 bakferry-cli tasks list 查看任务及其 ID。</translation>
    </message>
    <message>
        <source>Stopped on request; nothing was changed.</source>
        <translation>已按要求停止；未做任何改动。</translation>
    </message>
    <message>
        <source>Start it again when it is wanted.</source>
        <translation>需要时请重新开始。</translation>
    </message>
    <message>
        <source>No command is given.</source>
        <translation>没有给出命令。</translation>
    </message>
    <message>
        <source>The command %1 is not known.</source>
        <translation>没有命令 %1。</translation>
    </message>
    <message>
        <source>No backup is given.</source>
        <translation>没有给出备份。</translation>
    </message>
    <message>
        <source>Name it with --backup PATH.</source>
        <translation>请用 --backup PATH 指定。</translation>
    </message>
    <message>
        <source>No target is given.</source>
        <translation>没有给出目标。</translation>
    </message>
    <message>
        <source>Name it with --target sqlite:///absolute/path.db.</source>
        <translation>请用 --target sqlite:///绝对路径.db 指定。</translation>
    </message>
    <message>
        <source>The renaming %1 makes no sense.</source>
        <translation>改名 %1 无效。</translation>
    </message>
    <message>
        <source>Write it as --rename OLD=NEW; the new name has 1 to 128 characters.</source>
        <translation>请写成 --rename 旧名=新名；新名 1 到 128 个字符。</translation>
    </message>
    <message>
        <source>More than 100 databases are renamed.</source>
        <translation>改名的数据库超过 100 个。</translation>
    </message>
    <message>
        <source>Restore them in several tasks.</source>
        <translation>请分成多个任务恢复。</translation>
    </message>
    <message>
        <source>The number of jobs, %1, is not from 1 to 256.</source>
        <translation>作业数 %1 不在 1 到 256 之间。</translation>
    </message>
    <message>
        <source>Choose another name with --name, or leave it out.</source>
        <translation>请用 --name 另取名称，或不给名称。</translation>
    </message>
    <message>
        <source>The argument %1 is one too many.</source>
        <translation>参数 %1 是多余的。</translation>
    </message>
    <message>
        <source>No task is given.</source>
        <translation>没有给出任务。</translation>
    </message>
    <message>
        <source>bakferry-cli tasks list shows their ids.</source>
        <translation>用 bakferry-cli tasks list 查看 ID。</translation>
    </message>
    <message>
        <source>The language %1 is not known.</source>
        <translation>没有语言 %1。</translation>
    </message>
    <message>
        <source>Choose zh_CN or en.</source>
        <translation>请用 zh_CN 或 en。</translation>
    </message>
    <message>
        <source>Task %1 has no overwrite that could be undone.</source>
        <translation>任务 %1 没有可以撤销的覆盖。</translation>
    </message>
    <message>
        <source>An overwrite can be undone once, as long as the old database has not been discarded.</source>
        <translation>覆盖只能撤销一次，且旧库尚未被丢弃。</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>已按要求停止。</translation>
    </message>
    <message>
        <source>%1 tasks of the store did not pass the checks and are not shown.</source>
        <translation>任务库中有 %1 个任务未通过检查，未显示。</translation>
    </message>
    <message>
        <source>They were changed by somebody else or damaged; they stay in the store.</source>
        <translation>它们被别人改动过或已损坏，仍保留在任务库中。</translation>
    </message>
    <message>
        <source>You can look at the tasks here; press F5 to read them anew. To start or change tasks, close that program first.</source>
        <translation>此处可以查看任务，按 F5 重新读取。要开始或修改任务，请先关闭那个程序。</translation>
    </message>
    <message>
        <source>The task store was damaged, so the history of tasks is lost. The damaged file now lies at %1.</source>
        <translation>任务库已损坏，任务历史丢失。损坏的文件现在位于 %1。</translation>
    </message>
    <message>
        <source>Databases that were restored are not affected. Keep the file if you need the history.</source>
        <translation>已恢复的数据库不受影响。如需历史，请保留该文件。</translation>
    </message>
    <message>
        <source>A target is given, but no backup to restore into it (--restore).</source>
        <translation>给了目标，却没有要恢复的备份（--restore）。</translation>
    </message>
    <message>
        <source>The theme %1 is not known.</source>
        <translation>没有主题 %1。</translation>
    </message>
    <message>
        <source>There is no keychain, so the password is kept in memory until BakFerry ends.</source>
        <translation>没有密钥环，密码只保存在内存中，直到 BakFerry 退出。</translation>
    </message>
    <message>
        <source>Start the desktop&apos;s keychain (GNOME Keyring, KWallet) to keep passwords longer.</source>
        <translation>要长期保存密码，请启动桌面密钥环（GNOME Keyring、KWallet）。</translation>
    </message>
    <message>
        <source>Precheck: %1 passed, %2 warnings, %3 not checkable, %4 blockers.</source>
        <translation>预检查：通过 %1，警告 %2，无法检查 %3，不通过 %4。</translation>
    </message>
    <message>
        <source>The restore is done and verified: %1 tables, %2 rows.</source>
        <translation>恢复完成并已校验：%1 个表，%2 行。</translation>
    </message>
    <message>
        <source>In %1 %2 are free, but the restore needs %3.</source>
        <translation>%1 可用 %2，但恢复需要 %3。</translation>
    </message>
    <message>
        <source>In %1 %2 are free: enough for the %3 that the restore needs, but less than one and a half times as much.</source>
        <translation>%1 可用 %2：够恢复所需的 %3，但不到其 1.5 倍。</translation>
    </message>
    <message>
        <source>In %1 %2 are free; the restore needs %3.</source>
        <translation>%1 可用 %2；恢复需要 %3。</translation>
    </message>
    <message>
        <source>The task store %1 is in use by %2 (program, process).</source>
        <translation>任务库 %1 正被 %2（程序，进程号）使用。</translation>
    </message>
    <message>
        <source>The task store %1 is in use by another program.</source>
        <translation>任务库 %1 正被另一程序使用。</translation>
    </message>
    <message>
        <source>The target %1 asks for an encryption (sslmode) that is not known: use disable, prefer, require, verify-ca or verify-full.</source>
        <translation>目标 %1 指定了未知的加密方式（sslmode）：请使用 disable、prefer、require、verify-ca 或 verify-full。</translation>
    </message>
    <message>
        <source>The target %1 holds a NUL byte.</source>
        <translation>目标 %1 中含有 NUL 字节。</translation>
    </message>
    <message>
        <source>pg_dump never writes such an entry. Ask where the file comes from before using anything in it.</source>
        <translation>pg_dump 从不写这样的条目。使用其中任何内容之前，请先查明文件来源。</translation>
    </message>
    <message>
        <source>Choose the file or the folder that pg_dump wrote.</source>
        <translation>请选择 pg_dump 写出的文件或文件夹。</translation>
    </message>
    <message>
        <source>The PostgreSQL archive %1 is damaged at byte %2.</source>
        <translation>PostgreSQL 归档 %1 在第 %2 字节处损坏。</translation>
    </message>
    <message>
        <source>The PostgreSQL archive %1 is incomplete: it breaks off at byte %2.</source>
        <translation>PostgreSQL 归档 %1 不完整：在第 %2 字节处中断。</translation>
    </message>
    <message>
        <source>The rows of %3 break off at byte %2 of %1: their end mark is missing.</source>
        <translation>%3 的行数据在 %1 的第 %2 字节处中断：缺少结束标记。</translation>
    </message>
    <message>
        <source>%1 is a PostgreSQL archive of version %2; BakFerry reads versions %3 to %4.</source>
        <translation>%1 是版本 %2 的 PostgreSQL 归档；BakFerry 可读取版本 %3 到 %4。</translation>
    </message>
    <message>
        <source>Update BakFerry, or let pg_restore of the PostgreSQL that made the archive turn it into a script: pg_restore -f backup.sql.</source>
        <translation>请更新 BakFerry，或用生成该归档的 PostgreSQL 的 pg_restore 把它转成脚本：pg_restore -f backup.sql。</translation>
    </message>
    <message>
        <source>The table of contents of the PostgreSQL archive %1 is larger than 1 GiB.</source>
        <translation>PostgreSQL 归档 %1 的目录超过 1 GiB。</translation>
    </message>
    <message>
        <source>Dump the database in parts, schema by schema.</source>
        <translation>请按模式分批导出数据库。</translation>
    </message>
    <message>
        <source>The table of contents in %1 names a file %2, which is no name pg_dump gives.</source>
        <translation>%1 的目录中写了文件 %2，pg_dump 不会起这样的文件名。</translation>
    </message>
    <message>
        <source>%2 in the tar archive %1 is a link, a device or a pipe.</source>
        <translation>tar 归档 %1 中的 %2 是链接、设备或管道。</translation>
    </message>
    <message>
        <source>The tar archive %1 holds %2 more than once; which one is meant cannot be told.</source>
        <translation>tar 归档 %1 中多次出现 %2，无法判断以哪一个为准。</translation>
    </message>
    <message>
        <source>The table of contents of %1 promises the data of %2, but they are not there.</source>
        <translation>%1 的目录中列有 %2 的数据，但数据不在备份中。</translation>
    </message>
    <message>
        <source>The PostgreSQL archive %1 holds data at byte %2 that its table of contents does not know.</source>
        <translation>PostgreSQL 归档 %1 第 %2 字节处的数据在目录中没有记载。</translation>
    </message>
    <message>
        <source>%1 holds no toc.dat, so it is no PostgreSQL archive.</source>
        <translation>%1 中没有 toc.dat，不是 PostgreSQL 归档。</translation>
    </message>
    <message>
        <source>%1 is only the table of contents of a PostgreSQL archive; its data lie in the files beside it.</source>
        <translation>%1 只是 PostgreSQL 归档的目录；数据在它旁边的文件中。</translation>
    </message>
    <message>
        <source>Choose the whole folder it lies in.</source>
        <translation>请选择它所在的整个文件夹。</translation>
    </message>
    <message>
        <source>A PostgreSQL backup is one file or one folder; %1 were given.</source>
        <translation>PostgreSQL 备份是一个文件或一个文件夹；却给出了 %1 个。</translation>
    </message>
    <message>
        <source>Checksums of the compression cover all data of the tables, and they are right. The table of contents with the definitions carries none.</source>
        <translation>压缩自带的校验和覆盖了所有表数据，且全部正确。包含定义的目录没有校验和。</translation>
    </message>
    <message>
        <source>The data of all %1 entries of the table of contents are there and end as they should.</source>
        <translation>目录中全部 %1 个条目的数据都在，且都正常结束。</translation>
    </message>
    <message>
        <source>Every data block was decoded: %1 rows.</source>
        <translation>所有数据块均已解码：%1 行。</translation>
    </message>
    <message>
        <source>Without owners</source>
        <translation>不恢复所有者</translation>
    </message>
    <message>
        <source>Everything belongs to the user who restores.</source>
        <translation>所有对象归执行恢复的用户所有。</translation>
    </message>
    <message>
        <source>Without privileges</source>
        <translation>不恢复权限</translation>
    </message>
    <message>
        <source>GRANT and REVOKE of the backup are left out.</source>
        <translation>跳过备份中的 GRANT 和 REVOKE。</translation>
    </message>
    <message>
        <source>Without tablespaces</source>
        <translation>不使用表空间</translation>
    </message>
    <message>
        <source>Everything goes into the default tablespace of the database.</source>
        <translation>所有对象都放入数据库的默认表空间。</translation>
    </message>
    <message>
        <source>Without publications and subscriptions</source>
        <translation>不恢复发布和订阅</translation>
    </message>
    <message>
        <source>Replication of the source is not set up again.</source>
        <translation>不重新建立源库的复制。</translation>
    </message>
    <message>
        <source>Fill materialised views</source>
        <translation>填充物化视图</translation>
    </message>
    <message>
        <source>Their queries come from the backup and run on the server.</source>
        <translation>其查询来自备份，会在服务器上执行。</translation>
    </message>
    <message>
        <source>Accept dangerous objects</source>
        <translation>接受危险对象</translation>
    </message>
    <message>
        <source>Objects that can run programs or read files on the server are restored although the user is a superuser.</source>
        <translation>即使当前用户是超级用户，也恢复能在服务器上运行程序或读取文件的对象。</translation>
    </message>
    <message>
        <source>End other sessions</source>
        <translation>结束其他会话</translation>
    </message>
    <message>
        <source>Sessions on the target database are ended when the new database takes its place.</source>
        <translation>新数据库切换上线时，结束目标数据库上的会话。</translation>
    </message>
    <message>
        <source>Into the existing empty database</source>
        <translation>恢复到现有的空数据库</translation>
    </message>
    <message>
        <source>For users who may not create databases. A failed restore leaves a part behind.</source>
        <translation>适用于无权创建数据库的用户。恢复失败会留下部分内容。</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>服务器关闭了连接。</translation>
    </message>
    <message>
        <source>See in the server&apos;s log why; start the task again when it answers.</source>
        <translation>请查看服务器日志了解原因；服务器恢复响应后重新开始任务。</translation>
    </message>
    <message>
        <source>The server %1 does not answer.</source>
        <translation>服务器 %1 没有响应。</translation>
    </message>
    <message>
        <source>Check the host name, the port and the firewall, and that the server is running.</source>
        <translation>请检查主机名、端口和防火墙，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>The server %1 asks for a password, and none was given.</source>
        <translation>服务器 %1 要求密码，但没有提供。</translation>
    </message>
    <message>
        <source>Enter the password of this user.</source>
        <translation>请输入该用户的密码。</translation>
    </message>
    <message>
        <source>No encrypted and verified connection to %1 could be made.</source>
        <translation>无法与 %1 建立经过验证的加密连接。</translation>
    </message>
    <message>
        <source>Let the server show a certificate you trust, name its root certificate, or choose a weaker encryption setting for this connection.</source>
        <translation>请让服务器使用受信任的证书，指定其根证书，或为该连接选择较弱的加密设置。</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full.</source>
        <translation>服务器磁盘已满。</translation>
    </message>
    <message>
        <source>Free space on the server, or use a tablespace with more room.</source>
        <translation>请在服务器上腾出空间，或使用空间更大的表空间。</translation>
    </message>
    <message>
        <source>The server does not let this user do it.</source>
        <translation>服务器不允许该用户执行此操作。</translation>
    </message>
    <message>
        <source>Grant the missing right, or sign in as another user.</source>
        <translation>请授予缺少的权限，或以其他用户登录。</translation>
    </message>
    <message>
        <source>The database is in use by other sessions.</source>
        <translation>数据库正被其他会话使用。</translation>
    </message>
    <message>
        <source>Let the other sessions end, or allow BakFerry to end them.</source>
        <translation>请等待其他会话结束，或允许 BakFerry 结束它们。</translation>
    </message>
    <message>
        <source>The database does not exist on the server.</source>
        <translation>服务器上不存在该数据库。</translation>
    </message>
    <message>
        <source>Check the name of the database.</source>
        <translation>请检查数据库名称。</translation>
    </message>
    <message>
        <source>The server refused a statement.</source>
        <translation>服务器拒绝了一条语句。</translation>
    </message>
    <message>
        <source>The server&apos;s own words say why; correct the cause and start the task again.</source>
        <translation>原因见服务器返回的原文；排除原因后重新开始任务。</translation>
    </message>
    <message>
        <source>Use --list-options to see the options of each engine.</source>
        <translation>使用 --list-options 查看各引擎的选项。</translation>
    </message>
    <message>
        <source>The option %1 of the engine makes no sense.</source>
        <translation>引擎选项 %1 无法理解。</translation>
    </message>
    <message>
        <source>Write it as --option NAME=VALUE.</source>
        <translation>请写成 --option 名称=值。</translation>
    </message>
    <message>
        <source>The engine has no option %1.</source>
        <translation>引擎没有选项 %1。</translation>
    </message>
    <message>
        <source>Perhaps %1 was meant; --list-options lists all options.</source>
        <translation>也许您想用的是 %1；--list-options 可列出全部选项。</translation>
    </message>
    <message>
        <source>The option %1 of the engine cannot be %2.</source>
        <translation>引擎选项 %1 不能取值 %2。</translation>
    </message>
    <message>
        <source>--schema-only and --data-only exclude each other.</source>
        <translation>--schema-only 与 --data-only 不能同时使用。</translation>
    </message>
    <message>
        <source>Leave both out to restore everything.</source>
        <translation>要全部恢复，请两个都不写。</translation>
    </message>
    <message>
        <source>%1 restores a backup as a whole, no part of it.</source>
        <translation>%1 只能恢复整个备份，不能只恢复其中一部分。</translation>
    </message>
    <message>
        <source>Leave out --schema-only, --data-only and --select.</source>
        <translation>请去掉 --schema-only、--data-only 和 --select。</translation>
    </message>
    <message>
        <source>The target %1 is a file and takes no password.</source>
        <translation>目标 %1 是文件，不需要密码。</translation>
    </message>
    <message>
        <source>Two sources of a password are given.</source>
        <translation>给出了两个密码来源。</translation>
    </message>
    <message>
        <source>No password could be read from descriptor %1.</source>
        <translation>无法从文件描述符 %1 读取密码。</translation>
    </message>
    <message>
        <source>Open it for the program, for example with 3&lt;FILE behind --password-fd 3; the password is its first line.</source>
        <translation>请为程序打开该描述符，例如在 --password-fd 3 后面写 3&lt;文件；密码取第一行。</translation>
    </message>
    <message>
        <source>The first line of descriptor %1 holds no password.</source>
        <translation>文件描述符 %1 的第一行没有密码。</translation>
    </message>
    <message>
        <source>Write the password into its first line, or leave the option out.</source>
        <translation>请把密码写在第一行，或去掉这个选项。</translation>
    </message>
    <message>
        <source>The password file %1 cannot be read.</source>
        <translation>无法读取密码文件 %1。</translation>
    </message>
    <message>
        <source>Check its path and its owner.</source>
        <translation>请检查文件路径和所有者。</translation>
    </message>
    <message>
        <source>The password file %1 is open to other users.</source>
        <translation>密码文件 %1 对其他用户开放。</translation>
    </message>
    <message>
        <source>Let its owner alone read it: chmod 600.</source>
        <translation>请设为仅所有者可读：chmod 600。</translation>
    </message>
    <message>
        <source>It must be a file of at most 1 MiB.</source>
        <translation>它必须是不超过 1 MiB 的普通文件。</translation>
    </message>
    <message>
        <source>No line of the password file %1 fits the target %2.</source>
        <translation>密码文件 %1 中没有与目标 %2 匹配的行。</translation>
    </message>
    <message>
        <source>Write a line host:port:database:user:password; * fits anything.</source>
        <translation>请写一行 主机:端口:数据库:用户:密码；* 匹配任意值。</translation>
    </message>
    <message>
        <source>%1 is no PostgreSQL backup: neither an archive nor a script with statements.</source>
        <translation>%1 不是 PostgreSQL 备份：既不是归档，也不是含语句的脚本。</translation>
    </message>
    <message>
        <source>The members of the tar archive lie in its folder %1, as pg_dump never puts them: it was packed again.</source>
        <translation>tar 归档的成员位于其文件夹 %1 中，pg_dump 不会这样存放：它被重新打包过。</translation>
    </message>
    <message>
        <source>Bytes follow the end of the tar archive. They are not part of the backup and were left out.</source>
        <translation>tar 归档结尾之后还有字节，不属于备份，已忽略。</translation>
    </message>
    <message>
        <source>%1 members of the tar archive are junk of macOS (AppleDouble); they were left out.</source>
        <translation>tar 归档中有 %1 个 macOS 附带的无用成员（AppleDouble），已忽略。</translation>
    </message>
    <message>
        <source>%1 members of the tar archive do not belong to the backup; they were left out.</source>
        <translation>tar 归档中有 %1 个成员不属于该备份，已忽略。</translation>
    </message>
    <message>
        <source>Beside the backup lie %1 files that its table of contents does not know: %2.</source>
        <translation>备份旁有 %1 个目录中没有记载的文件：%2。</translation>
    </message>
    <message>
        <source>They are not restored. Make sure that the files of two backups were not mixed.</source>
        <translation>这些文件不会恢复。请确认没有把两个备份的文件混在一起。</translation>
    </message>
    <message>
        <source>Roles it refers to</source>
        <translation>引用的角色</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Empty: no objects, no rows</source>
        <translation>空备份：没有对象，也没有行</translation>
    </message>
    <message>
        <source>Roles and tablespaces only, no database</source>
        <translation>只有角色和表空间，没有数据库</translation>
    </message>
    <message>
        <source>Definitions only, no rows</source>
        <translation>只有定义，没有行</translation>
    </message>
    <message>
        <source>Rows only, no definitions</source>
        <translation>只有行，没有定义</translation>
    </message>
    <message>
        <source>PostgreSQL custom archive</source>
        <translation>PostgreSQL 自定义格式归档</translation>
    </message>
    <message>
        <source>PostgreSQL directory archive</source>
        <translation>PostgreSQL 目录格式归档</translation>
    </message>
    <message>
        <source>PostgreSQL tar archive</source>
        <translation>PostgreSQL tar 格式归档</translation>
    </message>
    <message>
        <source>PostgreSQL script</source>
        <translation>PostgreSQL 脚本</translation>
    </message>
    <message>
        <source>Archive version</source>
        <translation>归档版本</translation>
    </message>
    <message>
        <source>Made from PostgreSQL</source>
        <translation>来源 PostgreSQL 版本</translation>
    </message>
    <message>
        <source>Written by pg_dump</source>
        <translation>pg_dump 版本</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>制作时间</translation>
    </message>
    <message>
        <source>Compression of the data</source>
        <translation>数据压缩</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Locale</source>
        <translation>区域设置</translation>
    </message>
    <message>
        <source>A statement among the rows of the script is longer than PostgreSQL takes.</source>
        <translation>脚本的行数据中有一条语句超过了 PostgreSQL 可接受的长度。</translation>
    </message>
    <message>
        <source>%1 runs a function whenever somebody changes an object.</source>
        <translation>%1 会在任何人更改对象时运行一个函数。</translation>
    </message>
    <message>
        <source>%1 connects to another server and takes rows from there.</source>
        <translation>%1 会连接另一台服务器并从那里取数据。</translation>
    </message>
    <message>
        <source>%1 makes the server reach other servers or files.</source>
        <translation>%1 使服务器能访问其他服务器或文件。</translation>
    </message>
    <message>
        <source>%1 gives access to programs, files or other servers.</source>
        <translation>%1 可访问程序、文件或其他服务器。</translation>
    </message>
    <message>
        <source>%1 runs the view&apos;s query when it is restored.</source>
        <translation>%1 在还原时会执行该视图的查询。</translation>
    </message>
    <message>
        <source>%1 loads a library into the server (LOAD).</source>
        <translation>%1 会把一个库加载到服务器中（LOAD）。</translation>
    </message>
    <message>
        <source>%1 changes the settings of the whole server (ALTER SYSTEM).</source>
        <translation>%1 会更改整台服务器的设置（ALTER SYSTEM）。</translation>
    </message>
    <message>
        <source>%1 on line %2 runs a block of code (DO).</source>
        <translation>第 %2 行的 %1 会执行一段代码（DO）。</translation>
    </message>
    <message>
        <source>%1 makes the server load a library (session_preload_libraries).</source>
        <translation>%1 会使服务器加载一个库（session_preload_libraries）。</translation>
    </message>
    <message>
        <source>%1 runs with the rights of its owner (SECURITY DEFINER).</source>
        <translation>%1 以其属主的权限运行（SECURITY DEFINER）。</translation>
    </message>
    <message>
        <source>%1 calls %2, which reaches beyond the database.</source>
        <translation>%1 调用了 %2，其作用超出数据库范围。</translation>
    </message>
    <message>
        <source>%1 runs a program on the server (COPY … PROGRAM).</source>
        <translation>%1 会在服务器上运行程序（COPY … PROGRAM）。</translation>
    </message>
    <message>
        <source>%1 reads or writes a file of the server (COPY).</source>
        <translation>%1 会读写服务器上的文件（COPY）。</translation>
    </message>
    <message>
        <source>%1 is written in %2, whose code the server cannot confine.</source>
        <translation>%1 用 %2 编写，服务器无法限制其代码的行为。</translation>
    </message>
    <message>
        <source>%1 may run the backup&apos;s function %2 while it is restored.</source>
        <translation>%1 在还原过程中可能会运行备份中的函数 %2。</translation>
    </message>
    <message>
        <source>%1 more objects of the same kind.</source>
        <translation>另有 %1 个同类对象。</translation>
    </message>
    <message>
        <source>Restore as a role that is no superuser, so that the server refuses what reaches beyond the database; or accept the risk.</source>
        <translation>请用非超级用户角色还原，让服务器拒绝超出数据库范围的操作；或者接受此风险。</translation>
    </message>
    <message>
        <source>Restore it only if you trust who made the backup.</source>
        <translation>只有在信任备份制作者时才还原。</translation>
    </message>
    <message>
        <source>On Linux: iconv -f UTF-16 -t UTF-8 FILE &gt; NEW.</source>
        <translation>在 Linux 上：iconv -f UTF-16 -t UTF-8 文件 &gt; 新文件。</translation>
    </message>
    <message>
        <source>Look at the script there before you restore it.</source>
        <translation>还原前请查看脚本的该处。</translation>
    </message>
    <message>
        <source>%1 ends at byte %2 without the line that pg_dump writes last: the end of the backup is missing.</source>
        <translation>%1 在第 %2 字节处结束，没有 pg_dump 最后写入的那一行：备份的末尾缺失。</translation>
    </message>
    <message>
        <source>Statements stand behind the line with which pg_dump ends a backup: somebody added to %1.</source>
        <translation>pg_dump 结束备份的那一行之后还有语句：有人在 %1 中添加了内容。</translation>
    </message>
    <message>
        <source>Make sure that they are meant to be restored, and that none is missing.</source>
        <translation>请确认这些语句确实需要还原，并且没有缺失。</translation>
    </message>
    <message>
        <source>All %1 statements are whole, and the line with which pg_dump ends a backup is there.</source>
        <translation>全部 %1 条语句均完整，且存在 pg_dump 结束备份的那一行。</translation>
    </message>
    <message>
        <source>%1 is complete, but holds no object.</source>
        <translation>%1 是完整的，但不包含任何对象。</translation>
    </message>
    <message>
        <source>%1 statements with %2 rows were read.</source>
        <translation>已读取 %1 条语句，共 %2 行数据。</translation>
    </message>
    <message>
        <source>No line of the script is a command for the psql program.</source>
        <translation>脚本中没有任何一行是给 psql 程序的命令。</translation>
    </message>
    <message>
        <source>There is a NUL byte at byte %1 of the script; PostgreSQL takes none anywhere.</source>
        <translation>脚本的第 %1 字节处有一个 NUL 字节；PostgreSQL 在任何位置都不接受它。</translation>
    </message>
    <message>
        <source>On line %1 (byte %2) something follows COPY … FROM stdin; its rows should begin on the next line.</source>
        <translation>第 %1 行（第 %2 字节）的 COPY … FROM stdin 之后还有内容；其数据行应从下一行开始。</translation>
    </message>
    <message>
        <source>The script ends at byte %2 (line %1) inside the rows of %3, after %4 rows: the line &quot;\.&quot; is missing.</source>
        <translation>脚本在第 %2 字节（第 %1 行）处结束，正处于 %3 的数据行之中，已有 %4 行：缺少“\.”行。</translation>
    </message>
    <message>
        <source>The definition that begins on line %1 (byte %2) is longer than 64 MiB.</source>
        <translation>从第 %1 行（第 %2 字节）开始的定义超过 64 MiB。</translation>
    </message>
    <message>
        <source>The script ends at byte %3 inside a statement that begins on line %1 (byte %2): its semicolon is missing.</source>
        <translation>脚本在第 %3 字节处结束，正处于从第 %1 行（第 %2 字节）开始的语句之中：缺少分号。</translation>
    </message>
    <message>
        <source>A comment before line %1 names an object whose name seems to hold a line end: the lines behind it may be statements that pg_dump never meant.</source>
        <translation>第 %1 行之前的注释所含对象名似乎带有换行：其后的行可能是 pg_dump 本无意写出的语句。</translation>
    </message>
    <message>
        <source>Line %1 (byte %2) is a command for the psql program, which could run programs or write files.</source>
        <translation>第 %1 行（第 %2 字节）是给 psql 程序的命令，可能运行程序或写文件。</translation>
    </message>
    <message>
        <source>The name %2 on line %1 holds control characters.</source>
        <translation>第 %1 行的名称 %2 含有控制字符。</translation>
    </message>
    <message>
        <source>The script ends at byte %1, earlier than when it was checked.</source>
        <translation>脚本在第 %1 字节处结束，比检查时短。</translation>
    </message>
    <message>
        <source>Make sure that nothing writes to the backup, and start again.</source>
        <translation>请确认没有程序在写该备份，然后重新开始。</translation>
    </message>
    <message>
        <source>Not carried over from the old database; run as a superuser: %1; (%2)</source>
        <translation>未能从旧数据库继承，请以超级用户执行：%1；（%2）</translation>
    </message>
    <message>
        <source>A database of this name was made by somebody else; it is left alone.</source>
        <translation>这个名称的数据库是他人创建的，不会动它。</translation>
    </message>
    <message>
        <source>The server %1 refused the user or the password.</source>
        <translation>服务器 %1 拒绝了该用户或密码。</translation>
    </message>
    <message>
        <source>Check user and password, and that the password has not expired.</source>
        <translation>请检查用户和密码，并确认密码没有过期。</translation>
    </message>
    <message>
        <source>The server %1 does not let this user into database %2.</source>
        <translation>服务器 %1 不允许该用户进入数据库 %2。</translation>
    </message>
    <message>
        <source>Check that the user exists and may log in, the rules in pg_hba.conf, and GRANT CONNECT ON DATABASE.</source>
        <translation>请确认该用户存在且可以登录，并检查 pg_hba.conf 的规则和 GRANT CONNECT ON DATABASE。</translation>
    </message>
    <message>
        <source>There is no database %2 on the server %1.</source>
        <translation>服务器 %1 上没有数据库 %2。</translation>
    </message>
    <message>
        <source>The server %1 takes no more connections for database %2.</source>
        <translation>服务器 %1 不再接受到数据库 %2 的更多连接。</translation>
    </message>
    <message>
        <source>End sessions that are not needed, or raise max_connections or the connection limit of the user or the database.</source>
        <translation>请结束不需要的会话，或调高 max_connections、用户或数据库的连接数上限。</translation>
    </message>
    <message>
        <source>The server %1 is starting, stopping or recovering.</source>
        <translation>服务器 %1 正在启动、停止或恢复。</translation>
    </message>
    <message>
        <source>Wait until the server is up, then try again.</source>
        <translation>请等服务器就绪后再试。</translation>
    </message>
    <message>
        <source>The server %1 refuses connections to database %2.</source>
        <translation>服务器 %1 拒绝连接到数据库 %2。</translation>
    </message>
    <message>
        <source>The host name %1 is not known.</source>
        <translation>无法解析主机名 %1。</translation>
    </message>
    <message>
        <source>Check the spelling of the host name and the name service.</source>
        <translation>请检查主机名的拼写和域名解析。</translation>
    </message>
    <message>
        <source>Nothing listens on %1 at port %2.</source>
        <translation>%1 的端口 %2 上没有服务在监听。</translation>
    </message>
    <message>
        <source>Check the port, that the server is running, and its listen_addresses.</source>
        <translation>请检查端口、服务器是否在运行以及它的 listen_addresses。</translation>
    </message>
    <message>
        <source>What listens on %1 at port %2 is no PostgreSQL server.</source>
        <translation>%1 端口 %2 上监听的不是 PostgreSQL 服务器。</translation>
    </message>
    <message>
        <source>Check host name and port.</source>
        <translation>请检查主机名和端口。</translation>
    </message>
    <message>
        <source>The server %1 offers no encryption, and this connection asks for it.</source>
        <translation>该连接要求加密，但服务器 %1 不提供加密。</translation>
    </message>
    <message>
        <source>Turn on ssl on the server, or choose a weaker encryption setting for this connection.</source>
        <translation>请在服务器上启用 ssl，或为该连接选择较弱的加密设置。</translation>
    </message>
    <message>
        <source>The databases of this task were dropped, renamed or replaced by somebody else; what %1 holds cannot be told.</source>
        <translation>本任务的数据库已被他人删除、重命名或替换，无法判断 %1 中是什么内容。</translation>
    </message>
    <message>
        <source>Look at the databases of the server yourself.</source>
        <translation>请自行查看服务器上的数据库。</translation>
    </message>
    <message>
        <source>The kept old database has its name again, proven by its oid on the server.</source>
        <translation>保留的旧数据库已恢复原名，并以服务器上的 oid 得到证实。</translation>
    </message>
    <message>
        <source>Only staging databases and kept old databases of a task can be discarded.</source>
        <translation>只能丢弃任务的暂存数据库和保留的旧数据库。</translation>
    </message>
    <message>
        <source>The target database %1 exists already.</source>
        <translation>目标数据库 %1 已存在。</translation>
    </message>
    <message>
        <source>Choose another name, or choose to overwrite; the old database is then kept aside until you discard it.</source>
        <translation>请另选名称，或选择覆盖还原；覆盖时旧数据库会保留，直到您丢弃它。</translation>
    </message>
    <message>
        <source>The staging database %1 exists already.</source>
        <translation>暂存数据库 %1 已存在。</translation>
    </message>
    <message>
        <source>Discard what an earlier attempt of this task left over, then start again.</source>
        <translation>请丢弃本任务先前尝试的残留，然后重新开始。</translation>
    </message>
    <message>
        <source>The database name %1 does not have 1 to 63 bytes.</source>
        <translation>数据库名称 %1 的长度不在 1 到 63 字节之间。</translation>
    </message>
    <message>
        <source>The database name %1 has characters that cannot be used.</source>
        <translation>数据库名称 %1 含有不能使用的字符。</translation>
    </message>
    <message>
        <source>The database %1 is one of the server&apos;s own.</source>
        <translation>数据库 %1 是服务器自带的系统数据库。</translation>
    </message>
    <message>
        <source>Choose another name of 1 to 63 bytes.</source>
        <translation>请另选一个 1 到 63 字节的名称。</translation>
    </message>
    <message>
        <source>The database %1 is not empty; it holds %2, for example.</source>
        <translation>数据库 %1 不是空的，例如其中有 %2。</translation>
    </message>
    <message>
        <source>Choose an empty database, or overwrite it as a whole.</source>
        <translation>请选择一个空数据库，或整体覆盖它。</translation>
    </message>
    <message>
        <source>The database %1 was dropped, renamed or replaced by somebody else while the backup was being restored.</source>
        <translation>还原期间，数据库 %1 被他人删除、重命名或替换。</translation>
    </message>
    <message>
        <source>Look at what the server holds now, then start the task again.</source>
        <translation>请查看服务器上现在的内容，然后重新开始任务。</translation>
    </message>
    <message>
        <source>The database %1 is in use by %2 sessions: %3</source>
        <translation>数据库 %1 正被 %2 个会话使用：%3</translation>
    </message>
    <message>
        <source>End these sessions, or choose that BakFerry ends them, then start again.</source>
        <translation>请结束这些会话，或选择由 BakFerry 结束它们，然后重新开始。</translation>
    </message>
    <message>
        <source>The old database may still refuse connections; allow them with ALTER DATABASE … ALLOW_CONNECTIONS true.</source>
        <translation>旧数据库可能仍在拒绝连接；请用 ALTER DATABASE … ALLOW_CONNECTIONS true 重新允许。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2 over an encrypted connection; it is PostgreSQL %3.</source>
        <translation>已以 %2 通过加密连接登录 %1，其版本为 PostgreSQL %3。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2 over a connection without encryption; it is PostgreSQL %3.</source>
        <translation>已以 %2 通过未加密的连接登录 %1，其版本为 PostgreSQL %3。</translation>
    </message>
    <message>
        <source>The server did not answer what was asked about this.</source>
        <translation>服务器没有回答这方面的查询。</translation>
    </message>
    <message>
        <source>The server is a standby and takes no writes.</source>
        <translation>该服务器是备库，不接受写入。</translation>
    </message>
    <message>
        <source>Connect to the primary server.</source>
        <translation>请连接主库。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>May create databases</source>
        <translation>可以创建数据库</translation>
    </message>
    <message>
        <source>Standby</source>
        <translation>备库</translation>
    </message>
    <message>
        <source>Use the locale %1</source>
        <translation>使用区域设置 %1</translation>
    </message>
    <message>
        <source>Text will be sorted and letters be told apart by the rules of %1.</source>
        <translation>文本将按 %1 的规则排序和区分字符类别。</translation>
    </message>
    <message>
        <source>Use the encoding UTF8</source>
        <translation>使用编码 UTF8</translation>
    </message>
    <message>
        <source>The server converts the text while it is loaded.</source>
        <translation>装载时由服务器转换文本。</translation>
    </message>
    <message>
        <source>The server does not know the encoding %1.</source>
        <translation>服务器不认识编码 %1。</translation>
    </message>
    <message>
        <source>Choose another encoding for the new database.</source>
        <translation>请为新数据库另选编码。</translation>
    </message>
    <message>
        <source>The encoding %1 does not go with the locale %2 on this server.</source>
        <translation>在该服务器上，编码 %1 与区域设置 %2 不匹配。</translation>
    </message>
    <message>
        <source>Choose another encoding or another locale for the new database.</source>
        <translation>请为新数据库另选编码或区域设置。</translation>
    </message>
    <message>
        <source>The new database will have the encoding %1.</source>
        <translation>新数据库将使用编码 %1。</translation>
    </message>
    <message>
        <source>The backup&apos;s database sorts by the %1 locale %2; this server cannot do so for a whole database and will sort by %3.</source>
        <translation>备份中的数据库按 %1 区域设置 %2 排序；该服务器不支持将其用于整个数据库，将按 %3 排序。</translation>
    </message>
    <message>
        <source>Restore into a newer server if the order of text matters.</source>
        <translation>如果文本排序很重要，请还原到更新版本的服务器。</translation>
    </message>
    <message>
        <source>Whether the server has the locale %1 could not be found out.</source>
        <translation>无法确定服务器是否有区域设置 %1。</translation>
    </message>
    <message>
        <source>Look with locale -a on the server&apos;s machine.</source>
        <translation>请在服务器主机上用 locale -a 查看。</translation>
    </message>
    <message>
        <source>The server&apos;s machine does not have the locale %1.</source>
        <translation>服务器主机上没有区域设置 %1。</translation>
    </message>
    <message>
        <source>Install the locale there and restart PostgreSQL, or choose another one for the new database.</source>
        <translation>请在该主机上安装此区域设置并重启 PostgreSQL，或为新数据库另选区域设置。</translation>
    </message>
    <message>
        <source>The server has the locale %1.</source>
        <translation>服务器有区域设置 %1。</translation>
    </message>
    <message>
        <source>Install the locale on the server&apos;s machine, then run SELECT pg_import_system_collations(&apos;pg_catalog&apos;) in template1 and restart.</source>
        <translation>请在服务器主机上安装该区域设置，在 template1 中执行 SELECT pg_import_system_collations(&apos;pg_catalog&apos;)，然后重启。</translation>
    </message>
    <message>
        <source>The server has no collation %1, by which columns of the backup are sorted.</source>
        <translation>服务器没有排序规则 %1，而备份中有列按它排序。</translation>
    </message>
    <message>
        <source>The server has all %1 collations that the backup names.</source>
        <translation>备份中提到的 %1 个排序规则服务器都有。</translation>
    </message>
    <message>
        <source>Put %1 in the place of %2</source>
        <translation>用 %1 代替 %2</translation>
    </message>
    <message>
        <source>%1 objects will belong to %2, and privileges of %3 go to %2.</source>
        <translation>%1 个对象将归 %2 所有，%3 的权限也将授予 %2。</translation>
    </message>
    <message>
        <source>Create the roles of the backup</source>
        <translation>创建备份中的角色</translation>
    </message>
    <message>
        <source>The role %1 will be made on the server, for all its databases.</source>
        <translation>将在服务器上创建角色 %1，对其所有数据库有效。</translation>
    </message>
    <message>
        <source>Restore without owners</source>
        <translation>还原时不带所有者</translation>
    </message>
    <message>
        <source>All objects will belong to %1.</source>
        <translation>所有对象都将归 %1 所有。</translation>
    </message>
    <message>
        <source>Restore without privileges</source>
        <translation>还原时不带权限</translation>
    </message>
    <message>
        <source>No GRANT and no REVOKE of the backup will be run.</source>
        <translation>备份中的 GRANT 和 REVOKE 都不会执行。</translation>
    </message>
    <message>
        <source>Create the role (CREATE ROLE %1), or choose another one for it.</source>
        <translation>请创建该角色（CREATE ROLE %1），或选择另一个角色代替它。</translation>
    </message>
    <message>
        <source>The server has no role %1, which %2 row security policies or user mappings are made for.</source>
        <translation>服务器没有角色 %1，而有 %2 个行级安全策略或用户映射需要它。</translation>
    </message>
    <message>
        <source>The server has no role %1, which owns %2 objects and is named in %3 privileges. They would go to the restoring user, the privileges be left out.</source>
        <translation>服务器没有角色 %1；它拥有 %2 个对象，并出现在 %3 项权限中。这些对象将归执行还原的用户，相关权限将被略去。</translation>
    </message>
    <message>
        <source>%1 objects belong to the role %2, of which %3 is no member: they would stay with %3.</source>
        <translation>%1 个对象属于角色 %2，而 %3 不是其成员：这些对象将留给 %3。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT %1 TO %2</source>
        <translation>请以管理员执行：GRANT %1 TO %2</translation>
    </message>
    <message>
        <source>Leave the extension %1 out</source>
        <translation>略去扩展 %1</translation>
    </message>
    <message>
        <source>Objects that need it cannot be restored; each is named in the log.</source>
        <translation>依赖它的对象无法还原，日志中会逐一列出。</translation>
    </message>
    <message>
        <source>The backup comes from PostgreSQL %1, newer than the server&apos;s %2: it may use what this server does not know.</source>
        <translation>备份来自 PostgreSQL %1，比服务器的 %2 更新，可能用到该服务器不支持的内容。</translation>
    </message>
    <message>
        <source>Restore into a server of the same or a newer version. If this one must be: nothing is switched over unless everything went in.</source>
        <translation>请还原到相同或更新版本的服务器。若必须用这台：只有全部装载成功才会切换。</translation>
    </message>
    <message>
        <source>The backup comes from PostgreSQL %1, the server is %2.</source>
        <translation>备份来自 PostgreSQL %1，服务器版本为 %2。</translation>
    </message>
    <message>
        <source>Skipped, because this server does not know them: the settings %1.</source>
        <translation>以下参数该服务器不认识，将跳过：%1。</translation>
    </message>
    <message>
        <source>Look them up in the manual of the version the backup comes from; most only matter there.</source>
        <translation>请在备份来源版本的手册中查阅；它们大多只在那个版本中有意义。</translation>
    </message>
    <message>
        <source>Skipped, because this server does not know them; they change nothing in a database: the settings %1.</source>
        <translation>以下参数该服务器不认识，将跳过，对数据库内容没有影响：%1。</translation>
    </message>
    <message>
        <source>All %1 roles that the backup names are there.</source>
        <translation>备份中提到的 %1 个角色都存在。</translation>
    </message>
    <message>
        <source>The extension %1 is not installed on the server.</source>
        <translation>服务器上没有安装扩展 %1。</translation>
    </message>
    <message>
        <source>Install its package on the server&apos;s machine, or leave the extension out.</source>
        <translation>请在服务器主机上安装其软件包，或略去该扩展。</translation>
    </message>
    <message>
        <source>Only a superuser may create the extension %1, and %2 is none.</source>
        <translation>只有超级用户才能创建扩展 %1，而 %2 不是超级用户。</translation>
    </message>
    <message>
        <source>Sign in as a superuser, restore into an existing database in which a superuser has created it, or leave it out.</source>
        <translation>请以超级用户登录，或还原到已由超级用户创建好该扩展的现有数据库，或略去它。</translation>
    </message>
    <message>
        <source>The server has the extensions of the backup: %1.</source>
        <translation>备份中的扩展服务器都有：%1。</translation>
    </message>
    <message>
        <source>%2 may put nothing into the tablespace %1.</source>
        <translation>%2 无权使用表空间 %1。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT CREATE ON TABLESPACE %1 TO %2</source>
        <translation>请以管理员执行：GRANT CREATE ON TABLESPACE %1 TO %2</translation>
    </message>
    <message>
        <source>The server has no tablespace %1.</source>
        <translation>服务器没有表空间 %1。</translation>
    </message>
    <message>
        <source>Create it (CREATE TABLESPACE %1 LOCATION …), or do without it.</source>
        <translation>请创建它（CREATE TABLESPACE %1 LOCATION …），或不使用它。</translation>
    </message>
    <message>
        <source>Use the default tablespace instead of %1</source>
        <translation>用默认表空间代替 %1</translation>
    </message>
    <message>
        <source>What lay in %1 goes into the default tablespace of the database.</source>
        <translation>原来在 %1 中的内容放入数据库的默认表空间。</translation>
    </message>
    <message>
        <source>Restore without tablespaces</source>
        <translation>还原时不带表空间</translation>
    </message>
    <message>
        <source>The server has the tablespaces of the backup: %1.</source>
        <translation>备份中的表空间服务器都有：%1。</translation>
    </message>
    <message>
        <source>Restore into the existing empty database</source>
        <translation>还原到现有的空数据库</translation>
    </message>
    <message>
        <source>The objects go straight into %1. If the restore fails, a part of them stays there.</source>
        <translation>对象直接写入 %1。如果还原失败，其中会残留一部分。</translation>
    </message>
    <message>
        <source>The database %1 to restore into does not exist.</source>
        <translation>要还原到的数据库 %1 不存在。</translation>
    </message>
    <message>
        <source>Let an administrator run: CREATE DATABASE %1 OWNER %2 TEMPLATE template0</source>
        <translation>请由管理员执行：CREATE DATABASE %1 OWNER %2 TEMPLATE template0</translation>
    </message>
    <message>
        <source>The database %1 is there to be restored into; a failed restore will leave a part of the backup in it.</source>
        <translation>数据库 %1 可供还原；如果还原失败，其中会残留备份的一部分。</translation>
    </message>
    <message>
        <source>Logical replication of %1 (slots: %2; running subscriptions: %3) stays with the old database, not with the restored one.</source>
        <translation>%1 的逻辑复制（复制槽：%2；运行中的订阅：%3）将留在旧数据库上，不会转到还原后的数据库。</translation>
    </message>
    <message>
        <source>Set replication up anew after the restore, and drop slots that nobody reads any more: they hold back WAL.</source>
        <translation>还原后请重新配置复制，并删除不再使用的复制槽：它们会使 WAL 无法回收。</translation>
    </message>
    <message>
        <source>%1 is the only database this user can connect to, and a database cannot be renamed from within.</source>
        <translation>该用户只能连接数据库 %1，而数据库不能从其自身内部重命名。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT CONNECT ON DATABASE postgres TO %1; and let pg_hba.conf allow it.</source>
        <translation>请以管理员执行：GRANT CONNECT ON DATABASE postgres TO %1；并在 pg_hba.conf 中放行。</translation>
    </message>
    <message>
        <source>%2 does not own the database %1 and may not replace it.</source>
        <translation>%2 不是数据库 %1 的所有者，无权替换它。</translation>
    </message>
    <message>
        <source>The database %1 exists and will be replaced; the old one is kept as %2.</source>
        <translation>数据库 %1 已存在，将被替换；旧数据库保留为 %2。</translation>
    </message>
    <message>
        <source>There is no database %1 yet; it will be made.</source>
        <translation>数据库 %1 还不存在，将会创建。</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1, and %4 of them this user may not end: %3</source>
        <translation>有 %2 个会话在使用数据库 %1，其中 %4 个该用户无权结束：%3</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT pg_signal_backend TO %1</source>
        <translation>请以管理员执行：GRANT pg_signal_backend TO %1</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1 and will be ended for the switch-over: %3</source>
        <translation>有 %2 个会话在使用数据库 %1，切换时将结束它们：%3</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1: %3. While they do, it cannot be replaced.</source>
        <translation>有 %2 个会话在使用数据库 %1：%3。会话存在期间无法替换它。</translation>
    </message>
    <message>
        <source>End them before the restore ends, or let BakFerry end them.</source>
        <translation>请在还原结束前结束这些会话，或让 BakFerry 结束它们。</translation>
    </message>
    <message>
        <source>End the sessions for the switch-over</source>
        <translation>切换时结束会话</translation>
    </message>
    <message>
        <source>%1 sessions will be ended when the new database takes its place; what they have not committed is lost.</source>
        <translation>新数据库就位时将结束 %1 个会话，它们未提交的内容会丢失。</translation>
    </message>
    <message>
        <source>%1 is a superuser: whatever the backup brings along is run with every right on the server.</source>
        <translation>%1 是超级用户：备份带来的任何内容都将以服务器上的全部权限执行。</translation>
    </message>
    <message>
        <source>%1 may create nothing in the database %2.</source>
        <translation>%1 无权在数据库 %2 中创建对象。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT CREATE ON DATABASE %1 TO %2</source>
        <translation>请以管理员执行：GRANT CREATE ON DATABASE %1 TO %2</translation>
    </message>
    <message>
        <source>%1 may create databases and is no superuser.</source>
        <translation>%1 可以创建数据库，且不是超级用户。</translation>
    </message>
    <message>
        <source>%1 may not create databases, so there can be no staging database.</source>
        <translation>%1 无权创建数据库，因此无法建立暂存数据库。</translation>
    </message>
    <message>
        <source>Run as an administrator: ALTER ROLE %1 CREATEDB</source>
        <translation>请以管理员执行：ALTER ROLE %1 CREATEDB</translation>
    </message>
    <message>
        <source>Only one database can be restored into an existing one; %1 were chosen.</source>
        <translation>还原到现有数据库时只能选一个数据库，当前选了 %1 个。</translation>
    </message>
    <message>
        <source>Choose one database of the backup.</source>
        <translation>请选择备份中的一个数据库。</translation>
    </message>
    <message>
        <source>No session uses the database %1.</source>
        <translation>没有会话在使用数据库 %1。</translation>
    </message>
    <message>
        <source>End sessions that are not needed, raise max_connections or the user&apos;s CONNECTION LIMIT, or restore with fewer connections.</source>
        <translation>请结束不需要的会话，调高 max_connections 或该用户的 CONNECTION LIMIT，或用更少的连接还原。</translation>
    </message>
    <message>
        <source>The server has %1 connections left for this user; the restore needs at least two more.</source>
        <translation>服务器为该用户剩余 %1 个连接，而还原至少还需要两个。</translation>
    </message>
    <message>
        <source>The server has %1 connections left for this user; the restore would like %2.</source>
        <translation>服务器为该用户剩余 %1 个连接，而还原希望使用 %2 个。</translation>
    </message>
    <message>
        <source>The server has %1 connections left for this user; the restore uses up to %2.</source>
        <translation>服务器为该用户剩余 %1 个连接，还原最多使用 %2 个。</translation>
    </message>
    <message>
        <source>The server&apos;s lock table has room for about %1 locks; the %2 tables are made in transactions small enough for it.</source>
        <translation>服务器的锁表约可容纳 %1 个锁；%2 张表将分成足够小的事务创建。</translation>
    </message>
    <message>
        <source>Make sure that there is room for one and a half times the data on the server.</source>
        <translation>请确认服务器上有数据量 1.5 倍的空间。</translation>
    </message>
    <message>
        <source>The free space of the server cannot be seen from here.</source>
        <translation>从这里看不到服务器的剩余空间。</translation>
    </message>
    <message>
        <source>%1 are free on the server; how much the restored data need is not known.</source>
        <translation>服务器上有 %1 可用空间；还原后的数据需要多少尚不清楚。</translation>
    </message>
    <message>
        <source>The backup holds nothing that could be restored into a database.</source>
        <translation>备份中没有可恢复到数据库的内容。</translation>
    </message>
    <message>
        <source>The backup holds roles, tablespaces or settings of a server, but no content of any database.</source>
        <translation>备份中只有服务器的角色、表空间或设置，没有任何数据库的内容。</translation>
    </message>
    <message>
        <source>Pick a backup of a database; to create roles from this file, run it with psql as an administrator who has read it.</source>
        <translation>请选择数据库的备份；如需用此文件创建角色，请由管理员通读后用 psql 执行。</translation>
    </message>
    <message>
        <source>The backup has no database %1.</source>
        <translation>备份中没有数据库 %1。</translation>
    </message>
    <message>
        <source>Choose among the databases that the backup lists.</source>
        <translation>请从备份列出的数据库中选择。</translation>
    </message>
    <message>
        <source>Two databases of the backup would both be called %1.</source>
        <translation>备份中的两个数据库都将命名为 %1。</translation>
    </message>
    <message>
        <source>Give one of them another name, or restore only one.</source>
        <translation>请为其中一个改名，或只恢复一个。</translation>
    </message>
    <message>
        <source>%1 could not be created: %2</source>
        <translation>无法创建 %1：%2</translation>
    </message>
    <message>
        <source>%1 rows were sent to %2, but the server says it took %3.</source>
        <translation>已向 %2 发送 %1 行，但服务器称只接收了 %3 行。</translation>
    </message>
    <message>
        <source>%1 comes along, because something selected needs it.</source>
        <translation>一并恢复 %1，因为所选对象依赖它。</translation>
    </message>
    <message>
        <source>The server gives only %1 connections; the restore goes on with them.</source>
        <translation>服务器只允许 %1 个连接；将用这些连接继续恢复。</translation>
    </message>
    <message>
        <source>%1 was left out: it belongs to the whole server.</source>
        <translation>已跳过 %1：它属于整个服务器。</translation>
    </message>
    <message>
        <source>%1 was left out: rows were not wanted.</source>
        <translation>已跳过 %1：未选择恢复数据。</translation>
    </message>
    <message>
        <source>%1 was left out: definitions were not wanted.</source>
        <translation>已跳过 %1：未选择恢复结构。</translation>
    </message>
    <message>
        <source>%1 was left out: comments were not wanted.</source>
        <translation>已跳过 %1：未选择恢复注释。</translation>
    </message>
    <message>
        <source>%1 was left out: privileges were not wanted.</source>
        <translation>已跳过 %1：未选择恢复权限。</translation>
    </message>
    <message>
        <source>%1 was left out: publications and subscriptions were not wanted.</source>
        <translation>已跳过 %1：未选择恢复发布和订阅。</translation>
    </message>
    <message>
        <source>%1 was left out: materialised views were not to be filled.</source>
        <translation>已跳过 %1：未选择填充物化视图。</translation>
    </message>
    <message>
        <source>%1 was left out: the extension was not wanted.</source>
        <translation>已跳过 %1：未选择恢复该扩展。</translation>
    </message>
    <message>
        <source>%1 was left out: statistics are made anew.</source>
        <translation>已跳过 %1：统计信息将重新收集。</translation>
    </message>
    <message>
        <source>%1 was left out: the table it refers to was not selected.</source>
        <translation>已跳过 %1：未选择它所引用的表。</translation>
    </message>
    <message>
        <source>%1 was left out: it was not selected.</source>
        <translation>已跳过 %1：未被选择。</translation>
    </message>
    <message>
        <source>Restored will be: %1.</source>
        <translation>将恢复为：%1。</translation>
    </message>
    <message>
        <source>%1 objects of the backup are left out by the choices made.</source>
        <translation>按照当前选择，备份中有 %1 个对象不会恢复。</translation>
    </message>
    <message>
        <source>The task&apos;s log names them; choose again if they are wanted.</source>
        <translation>任务日志会逐一列出；如需要请重新选择。</translation>
    </message>
    <message>
        <source>The backup holds no table.</source>
        <translation>备份中没有表。</translation>
    </message>
    <message>
        <source>Make sure that this is the backup you mean: an empty database comes out of it.</source>
        <translation>请确认这是您要用的备份：恢复出来将是空数据库。</translation>
    </message>
    <message>
        <source>Rows alone can only go into tables that are there, but a new database has none.</source>
        <translation>只恢复数据需要表已存在，而新数据库中没有表。</translation>
    </message>
    <message>
        <source>Restore definitions and rows, or choose to restore into the existing database.</source>
        <translation>请同时恢复结构和数据，或选择恢复到现有数据库。</translation>
    </message>
    <message>
        <source>%1 databases of the backup cannot go into one existing database.</source>
        <translation>备份中的 %1 个数据库不能恢复到同一个现有数据库。</translation>
    </message>
    <message>
        <source>Restoring into the staging database %1.</source>
        <translation>正在恢复到暂存数据库 %1。</translation>
    </message>
    <message>
        <source>The setting %1 of the backup was left out: this server does not take it.</source>
        <translation>已跳过备份中的设置 %1：此服务器不支持。</translation>
    </message>
    <message>
        <source>%1 was left out: %2</source>
        <translation>已跳过 %1：%2</translation>
    </message>
    <message>
        <source>The server refused %1, line %2 of the backup.</source>
        <translation>服务器拒绝了 %1（备份第 %2 行）。</translation>
    </message>
    <message>
        <source>The server refused %1, entry %2 of the backup.</source>
        <translation>服务器拒绝了 %1（备份条目 %2）。</translation>
    </message>
    <message>
        <source>%1 objects belong to %2 instead of role %3, of which this user is no member.</source>
        <translation>%1 个对象归 %2 所有，而不是角色 %3：当前用户不是该角色的成员。</translation>
    </message>
    <message>
        <source>%1 objects belong to %2 instead of role %3, which the server does not have.</source>
        <translation>%1 个对象归 %2 所有，而不是角色 %3：服务器上没有该角色。</translation>
    </message>
    <message>
        <source>The target was not touched; the staging database is kept for looking into it.</source>
        <translation>目标未被改动；暂存数据库已保留，以便查看。</translation>
    </message>
    <message>
        <source>Table %1 is not there, although its rows were loaded.</source>
        <translation>表 %1 不存在，但其数据已加载。</translation>
    </message>
    <message>
        <source>No statistics could be gathered for %1: %2</source>
        <translation>无法收集 %1 的统计信息：%2</translation>
    </message>
    <message>
        <source>%1 was restored, but is not in the database.</source>
        <translation>%1 已恢复，但不在数据库中。</translation>
    </message>
    <message>
        <source>All %1 tables, views, sequences, indexes, constraints and functions of the backup are there.</source>
        <translation>备份中的全部 %1 个表、视图、序列、索引、约束和函数均已存在。</translation>
    </message>
    <message>
        <source>Index %1 is not valid.</source>
        <translation>索引 %1 无效。</translation>
    </message>
    <message>
        <source>Constraint %1 was not checked.</source>
        <translation>约束 %1 未经校验。</translation>
    </message>
    <message>
        <source>All indexes are valid and all constraints are checked.</source>
        <translation>所有索引有效，所有约束均已校验。</translation>
    </message>
    <message>
        <source>All indexes are valid; %1 constraints are not checked, as in the source.</source>
        <translation>所有索引有效；有 %1 个约束未校验，与源库一致。</translation>
    </message>
    <message>
        <source>Create roles and tablespaces</source>
        <translation>创建角色和表空间</translation>
    </message>
    <message>
        <source>Those of a pg_dumpall that the server lacks. They belong to the whole server and stay after a failed restore.</source>
        <translation>创建 pg_dumpall 备份中有而服务器上没有的角色和表空间。它们属于整个服务器，恢复失败后也会保留。</translation>
    </message>
    <message>
        <source>The server&apos;s machine does not have the backup&apos;s locale %1; text in the new database is sorted by %2. Rows and objects are the same.</source>
        <translation>服务器所在机器没有备份的区域设置 %1；新数据库中的文本按 %2 排序。行和对象不受影响。</translation>
    </message>
    <message>
        <source>Bring old syntax up to date</source>
        <translation>更新旧语法</translation>
    </message>
    <message>
        <source>TYPE= becomes ENGINE=, names that are reserved words today get quotes.</source>
        <translation>TYPE= 改为 ENGINE=，如今已成保留字的名称加反引号。</translation>
    </message>
    <message>
        <source>Cut statements that are too long</source>
        <translation>拆分过长的语句</translation>
    </message>
    <message>
        <source>An INSERT longer than the server accepts is cut between its rows.</source>
        <translation>超过服务器上限的 INSERT 在行间拆开。</translation>
    </message>
    <message>
        <source>Without the server&apos;s own databases</source>
        <translation>不含系统库</translation>
    </message>
    <message>
        <source>What the backup holds of mysql, performance_schema and sys is left out.</source>
        <translation>备份中属于 mysql、performance_schema 和 sys 的内容不恢复。</translation>
    </message>
    <message>
        <source>Events disabled</source>
        <translation>事件置为停用</translation>
    </message>
    <message>
        <source>Events come back, but do not run until you enable them.</source>
        <translation>事件会恢复，但在您启用之前不运行。</translation>
    </message>
    <message>
        <source>What listens on %1 at port %2 is no MariaDB or MySQL server.</source>
        <translation>%1 的端口 %2 上监听的不是 MariaDB 或 MySQL 服务器。</translation>
    </message>
    <message>
        <source>No server listens on the socket %1.</source>
        <translation>套接字 %1 上没有服务器监听。</translation>
    </message>
    <message>
        <source>Check that the server is running, the path of its socket, and that you may open it.</source>
        <translation>请检查服务器是否运行、套接字路径是否正确，以及您是否有权打开它。</translation>
    </message>
    <message>
        <source>Check the port, that the server is running, and that it listens for the network (bind-address, skip-networking).</source>
        <translation>请检查端口、服务器是否运行，以及是否监听网络（bind-address、skip-networking）。</translation>
    </message>
    <message>
        <source>The password of this user on the server %1 has expired.</source>
        <translation>该用户在服务器 %1 上的密码已过期。</translation>
    </message>
    <message>
        <source>Set a new password (ALTER USER … IDENTIFIED BY), then try again.</source>
        <translation>请设置新密码（ALTER USER … IDENTIFIED BY）后重试。</translation>
    </message>
    <message>
        <source>The server %1 refused the user without a password.</source>
        <translation>服务器 %1 拒绝了未提供密码的用户。</translation>
    </message>
    <message>
        <source>Enter the password. An account that signs in by unix_socket needs the system user of the same name and a connection over the socket.</source>
        <translation>请输入密码。以 unix_socket 方式登录的账号需要同名的系统用户，并通过套接字连接。</translation>
    </message>
    <message>
        <source>Check user and password, that the account exists for the host you come from, and that the password has not expired.</source>
        <translation>请检查用户名和密码、该账号是否允许从您所在的主机登录，以及密码是否过期。</translation>
    </message>
    <message>
        <source>The server does what no honest server does; the connection was closed.</source>
        <translation>服务器做了正常服务器不会做的事；连接已关闭。</translation>
    </message>
    <message>
        <source>Nothing of this machine was sent. Find out who answers at this address before you try again.</source>
        <translation>本机没有发送任何内容。请先查明该地址上应答的是谁，再重试。</translation>
    </message>
    <message>
        <source>The server %1 does not let this user in, or not into database %2.</source>
        <translation>服务器 %1 不允许该用户登录，或不允许其访问数据库 %2。</translation>
    </message>
    <message>
        <source>Check that the account is not locked, is meant for the host you come from (FLUSH HOSTS lifts a block), and its privileges on the database.</source>
        <translation>请检查账号是否被锁定、是否允许从您所在的主机登录（FLUSH HOSTS 可解除屏蔽），以及其对数据库的权限。</translation>
    </message>
    <message>
        <source>The server %1 asks for a way to sign in that is not available or not safe over this connection.</source>
        <translation>服务器 %1 要求的登录方式在此连接上不可用或不安全。</translation>
    </message>
    <message>
        <source>Use an encrypted and verified connection, install the client plugin that the server&apos;s words name, or another account.</source>
        <translation>请使用加密且已验证的连接、安装服务器所述的客户端插件，或改用其他账号。</translation>
    </message>
    <message>
        <source>The server %1 takes no more connections.</source>
        <translation>服务器 %1 不再接受连接。</translation>
    </message>
    <message>
        <source>End sessions that are not needed, or raise max_connections or the limits of the account.</source>
        <translation>请结束不需要的会话，或调高 max_connections 或账号的连接上限。</translation>
    </message>
    <message>
        <source>Free space on the server&apos;s data directory, or on its directory for temporary files (tmpdir).</source>
        <translation>请在服务器的数据目录或临时目录（tmpdir）所在磁盘腾出空间。</translation>
    </message>
    <message>
        <source>Other sessions hold locks on what is to be changed.</source>
        <translation>其他会话持有待修改对象的锁。</translation>
    </message>
    <message>
        <source>A statement is longer than the server accepts.</source>
        <translation>语句长度超过服务器上限。</translation>
    </message>
    <message>
        <source>Raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = …), or let long statements be cut.</source>
        <translation>请在服务器上调高 max_allowed_packet（SET GLOBAL max_allowed_packet = …），或选择拆分过长的语句。</translation>
    </message>
    <message>
        <source>The server ended a statement because it took too long.</source>
        <translation>语句运行时间过长，已被服务器中止。</translation>
    </message>
    <message>
        <source>Raise max_statement_time or max_execution_time for this account.</source>
        <translation>请为该账号调高 max_statement_time 或 max_execution_time。</translation>
    </message>
    <message>
        <source>An option of the server forbids the statement.</source>
        <translation>服务器的某个选项禁止该语句。</translation>
    </message>
    <message>
        <source>The server&apos;s own words name the option, such as read_only; connect to the primary server, or change it there.</source>
        <translation>服务器原文会指出该选项，例如 read_only；请连接主库，或在服务器上修改该选项。</translation>
    </message>
    <message>
        <source>Entry %1 of the audit log was changed, removed or put in later.</source>
        <translation>审计日志第 %1 条被修改、删除或事后插入。</translation>
    </message>
    <message>
        <source>%1 entries are missing at the end of the audit log.</source>
        <translation>审计日志末尾缺少 %1 条。</translation>
    </message>
    <message>
        <source>What the log says from there on proves nothing. Compare it with a copy of the store from before.</source>
        <translation>从此处起的日志不足为据。请与此前的任务库副本比对。</translation>
    </message>
    <message>
        <source>The format %1 is not known.</source>
        <translation>未知的格式 %1。</translation>
    </message>
    <message>
        <source>Choose html, csv or json.</source>
        <translation>请选择 html、csv 或 json。</translation>
    </message>
    <message>
        <source>No file for the report is given.</source>
        <translation>未指定报告文件。</translation>
    </message>
    <message>
        <source>Name it with --output FILE.</source>
        <translation>请用 --output FILE 指定。</translation>
    </message>
    <message>
        <source>The report could not be written to %1.</source>
        <translation>无法将报告写入 %1。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write and that has room.</source>
        <translation>请选择有写权限且有剩余空间的文件夹。</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>报告已写入 %1。</translation>
    </message>
    <message>
        <source>%1 has no incremental backups that could be restored on top of a full one.</source>
        <translation>%1 没有可在全量备份之上恢复的增量备份。</translation>
    </message>
    <message>
        <source>Restore a full backup by itself, as the last one.</source>
        <translation>请单独恢复一个全量备份，并作为最后一个备份。</translation>
    </message>
    <message>
        <source>A restore into %1 cannot stop at a time or position.</source>
        <translation>恢复到 %1 时不能停在指定的时间或位点。</translation>
    </message>
    <message>
        <source>Leave the place to stop at out.</source>
        <translation>请去掉停止位置。</translation>
    </message>
    <message>
        <source>Choose what mysqldump, mariadb-dump, mydumper, phpMyAdmin or a similar tool wrote.</source>
        <translation>请选择由 mysqldump、mariadb-dump、mydumper、phpMyAdmin 或类似工具导出的备份。</translation>
    </message>
    <message>
        <source>%1 is a mariabackup or XtraBackup stream: copied files of a server, which only a server of the same kind can be started on.</source>
        <translation>%1 是 mariabackup 或 XtraBackup 的流文件：内容是服务器的物理文件副本，只能由同类服务器启动使用。</translation>
    </message>
    <message>
        <source>Unpack it with mbstream or xbstream, prepare it with mariabackup --prepare, start a server on it, and dump the databases from there.</source>
        <translation>请用 mbstream 或 xbstream 解包，用 mariabackup --prepare 做好准备，在其上启动服务器，再从那里导出数据库。</translation>
    </message>
    <message>
        <source>%1 is no MariaDB or MySQL backup: neither a script with statements nor a mydumper folder.</source>
        <translation>%1 不是 MariaDB 或 MySQL 备份：既不是 SQL 脚本，也不是 mydumper 目录。</translation>
    </message>
    <message>
        <source>%1 is a dump of MySQL Shell&apos;s util.dumpInstance() or dumpSchemas(), which BakFerry does not read.</source>
        <translation>%1 是 MySQL Shell 的 util.dumpInstance() 或 dumpSchemas() 导出的目录，BakFerry 不读取这种格式。</translation>
    </message>
    <message>
        <source>Load it with MySQL Shell&apos;s util.loadDump(), or dump the databases anew with mysqldump or mydumper.</source>
        <translation>请用 MySQL Shell 的 util.loadDump() 导入，或改用 mysqldump、mydumper 重新导出。</translation>
    </message>
    <message>
        <source>%1 holds copied files of a MariaDB or MySQL server, which only a server of the same kind can be started on.</source>
        <translation>%1 里是 MariaDB 或 MySQL 服务器的数据文件副本，只能由同类服务器启动使用。</translation>
    </message>
    <message>
        <source>Start a server on a copy of the folder (mariabackup --prepare first, where that made it), and dump the databases from there.</source>
        <translation>请在该目录的副本上启动服务器（若由 mariabackup 生成，先执行 --prepare），再从那里导出数据库。</translation>
    </message>
    <message>
        <source>No backup file was given.</source>
        <translation>没有指定备份文件。</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>导出工具</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>来源服务器</translation>
    </message>
    <message>
        <source>Binary log position</source>
        <translation>二进制日志位置</translation>
    </message>
    <message>
        <source>GTID</source>
        <translation>GTID</translation>
    </message>
    <message>
        <source>Files in their order</source>
        <translation>文件（按执行顺序）</translation>
    </message>
    <message>
        <source>Character sets</source>
        <translation>字符集</translation>
    </message>
    <message>
        <source>Definers</source>
        <translation>定义者</translation>
    </message>
    <message>
        <source>mydumper folder</source>
        <translation>mydumper 目录</translation>
    </message>
    <message>
        <source>MariaDB or MySQL script</source>
        <translation>MariaDB 或 MySQL 脚本</translation>
    </message>
    <message>
        <source>Restored in order</source>
        <translation>按原顺序还原</translation>
    </message>
    <message>
        <source>The folder holds %2 rows of %1, but its metadata count %3: a file of it is missing or cut off.</source>
        <translation>目录中 %1 有 %2 行，但元数据记录为 %3 行：该表有文件缺失或不完整。</translation>
    </message>
    <message>
        <source>The folder holds chunk %3 of %1, but not chunk %2: either no rows fell into it, or its file is missing.</source>
        <translation>目录中有 %1 的第 %3 个分块，却没有第 %2 个：要么该分块没有数据，要么文件缺失。</translation>
    </message>
    <message>
        <source>Compare the folder with the one that mydumper wrote.</source>
        <translation>请与 mydumper 原始导出的目录核对。</translation>
    </message>
    <message>
        <source>The folder holds rows of %1, but no definition of it.</source>
        <translation>目录中有 %1 的数据，却没有它的表定义。</translation>
    </message>
    <message>
        <source>The metadata of the folder say when the dump was started, but not that it was finished.</source>
        <translation>目录的元数据只有导出开始时间，没有结束标记：导出未完成。</translation>
    </message>
    <message>
        <source>The folder has no metadata file, which mydumper writes last: whether all files are there cannot be told.</source>
        <translation>目录中没有 metadata 文件（mydumper 最后才写它），无法判断文件是否齐全。</translation>
    </message>
    <message>
        <source>The metadata say that the dump was finished, and no file is known to be missing.</source>
        <translation>元数据表明导出已完成，未发现缺失的文件。</translation>
    </message>
    <message>
        <source>%1 does not bear a name that mydumper gives; it is left out.</source>
        <translation>%1 的文件名不符合 mydumper 的命名规则，已略过。</translation>
    </message>
    <message>
        <source>%1 ends at byte %2, earlier than when it was checked.</source>
        <translation>%1 在第 %2 字节处结束，比检查时更短。</translation>
    </message>
    <message>
        <source>A variable is set on line %1 that later statements may read.</source>
        <translation>第 %1 行设置了变量，后面的语句可能要用到它。</translation>
    </message>
    <message>
        <source>The statement on line %1 only makes sense in its order.</source>
        <translation>第 %1 行的语句必须按原顺序执行。</translation>
    </message>
    <message>
        <source>The statement on line %1 is about the whole server (%2 …); it is left out.</source>
        <translation>第 %1 行的语句作用于整个服务器（%2 …），已略过。</translation>
    </message>
    <message>
        <source>The setting %2 on line %1 is none that BakFerry follows; it is left out.</source>
        <translation>第 %1 行的设置 %2 不在 BakFerry 支持之列，已略过。</translation>
    </message>
    <message>
        <source>The statement on line %1 changes the whole server (SET %2).</source>
        <translation>第 %1 行的语句会改变整个服务器（SET %2）。</translation>
    </message>
    <message>
        <source>What begins on line %1 is no SQL statement: %2</source>
        <translation>第 %1 行开始的内容不是 SQL 语句：%2</translation>
    </message>
    <message>
        <source>The statement on line %1 (%2 …) reaches beyond the database, or BakFerry does not know what it does.</source>
        <translation>第 %1 行的语句（%2 …）超出了数据库范围，或 BakFerry 无法判断其作用。</translation>
    </message>
    <message>
        <source>Line %1 drops the database %2, whose rows stand before it in the backup.</source>
        <translation>第 %1 行删除数据库 %2，而备份前面已经有它的数据。</translation>
    </message>
    <message>
        <source>%2 on line %1 reads or writes files of the server when it is run.</source>
        <translation>第 %1 行的 %2 执行时会读写服务器上的文件。</translation>
    </message>
    <message>
        <source>The statement on line %1 reads or writes files of the server (OUTFILE, DUMPFILE, LOAD_FILE).</source>
        <translation>第 %1 行的语句会读写服务器上的文件（OUTFILE、DUMPFILE、LOAD_FILE）。</translation>
    </message>
    <message>
        <source>%2 on line %1 can change the whole server, or runs text that cannot be looked at, when it is run.</source>
        <translation>第 %1 行的 %2 执行时可能改变整个服务器，或执行无法预先检查的动态 SQL。</translation>
    </message>
    <message>
        <source>The statement on line %1 reaches into the database %2, which is not part of this backup.</source>
        <translation>第 %1 行的语句涉及数据库 %2，它不属于本备份。</translation>
    </message>
    <message>
        <source>Line %1 drops the database %2, which the backup does not create anew.</source>
        <translation>第 %1 行删除数据库 %2，而备份并不会重新创建它。</translation>
    </message>
    <message>
        <source>From line %1 on the backup writes into %2, a database of the server&apos;s own.</source>
        <translation>从第 %1 行起，备份会写入服务器自身的系统库 %2。</translation>
    </message>
    <message>
        <source>Line %1 is no SQL but a message of the program that made the backup; it is left out: %2</source>
        <translation>第 %1 行不是 SQL，而是导出工具的提示信息，已略过：%2</translation>
    </message>
    <message>
        <source>The statement on line %1 (byte %2) is longer than 64 MiB and holds more than plain rows.</source>
        <translation>第 %1 行（第 %2 字节）的语句超过 64 MiB，且不只是普通数据行。</translation>
    </message>
    <message>
        <source>The script ends at byte %3 inside a literal, a name or a comment of the statement that begins on line %1 (byte %2).</source>
        <translation>脚本在第 %3 字节处中断，停在第 %1 行（第 %2 字节）开始的语句的字面量、名称或注释之中。</translation>
    </message>
    <message>
        <source>The script ends at byte %3 inside the statement that begins on line %1 (byte %2): its delimiter is missing.</source>
        <translation>脚本在第 %3 字节处中断，第 %1 行（第 %2 字节）开始的语句缺少结束符。</translation>
    </message>
    <message>
        <source>Line %1 (byte %2) is a command for the mariadb or mysql program, which could run programs or read and write files.</source>
        <translation>第 %1 行（第 %2 字节）是 mariadb 或 mysql 客户端的命令，可能会运行程序或读写文件。</translation>
    </message>
    <message>
        <source>Line %1 (byte %2) reads the file %3, which is not part of this backup: a restore without it would not be complete.</source>
        <translation>第 %1 行（第 %2 字节）要读入文件 %3，而它不在本备份中：缺了它，还原结果就不完整。</translation>
    </message>
    <message>
        <source>Leave it out: users and settings of a server are not restored with its databases.</source>
        <translation>请略过它：服务器的用户和设置不随数据库一起还原。</translation>
    </message>
    <message>
        <source>Leave out the server&apos;s own databases</source>
        <translation>略过服务器的系统库</translation>
    </message>
    <message>
        <source>What the backup holds of mysql, performance_schema and sys stays in the backup.</source>
        <translation>备份中属于 mysql、performance_schema 和 sys 的内容不会还原。</translation>
    </message>
    <message>
        <source>Pick the script together with all files that it reads.</source>
        <translation>请把脚本与它要读入的所有文件一起选中。</translation>
    </message>
    <message>
        <source>Several dumps stand in this file. Cut it at the heading of the second one, and restore the parts one by one.</source>
        <translation>该文件由多份导出拼接而成。请在第二份的文件头处拆开，逐份还原。</translation>
    </message>
    <message>
        <source>Make sure that the restored database does not need it.</source>
        <translation>请确认还原后的数据库不需要它。</translation>
    </message>
    <message>
        <source>%1 does not say which character set its text is in; on line %2 stands text beyond ASCII. It is most likely %3.</source>
        <translation>%1 没有声明文本的字符集，而第 %2 行含有 ASCII 以外的文字，很可能是 %3。</translation>
    </message>
    <message>
        <source>Compare the previews and choose the character set in which the text reads well.</source>
        <translation>请对照预览，选择文字显示正常的字符集。</translation>
    </message>
    <message>
        <source>Read the text as %1</source>
        <translation>按 %1 读取文本</translation>
    </message>
    <message>
        <source>Line %1 then reads: %2</source>
        <translation>第 %1 行将显示为：%2</translation>
    </message>
    <message>
        <source>All text beyond ASCII stands behind a declaration of its character set.</source>
        <translation>所有 ASCII 以外的文字都已声明字符集。</translation>
    </message>
    <message>
        <source>Text that declares no character set is read as %1, as you chose. Line %2 reads: %3</source>
        <translation>未声明字符集的文本按您选择的 %1 读取。第 %2 行为：%3</translation>
    </message>
    <message>
        <source>Statements stand behind the mark with which %2 ends a backup: somebody added to %1.</source>
        <translation>在 %2 的备份结束标记之后还有语句：有人在 %1 后面追加过内容。</translation>
    </message>
    <message>
        <source>%1 holds no statement that makes or fills anything.</source>
        <translation>%1 中没有任何创建对象或写入数据的语句。</translation>
    </message>
    <message>
        <source>All %1 statements are whole, and the mark at the end of the backup is there.</source>
        <translation>全部 %1 条语句完整，备份末尾的结束标记也在。</translation>
    </message>
    <message>
        <source>%1 ends at byte %2 without putting back the setting that it saved in @%3 at its beginning: its end may be missing. The last object is %4.</source>
        <translation>%1 在第 %2 字节处结束，没有恢复开头保存在 @%3 中的设置：末尾可能缺失。最后一个对象是 %4。</translation>
    </message>
    <message>
        <source>Compare the script with where it came from.</source>
        <translation>请与脚本的来源核对。</translation>
    </message>
    <message>
        <source>%1 ends at byte %2 without what %3 writes last: the end of the backup is missing. The last whole object is %4.</source>
        <translation>%1 在第 %2 字节处结束，缺少 %3 最后写入的内容：备份末尾缺失。最后一个完整的对象是 %4。</translation>
    </message>
    <message>
        <source>All %1 files can be read to their ends: %2 bytes of script.</source>
        <translation>全部 %1 个文件都能读到末尾：脚本共 %2 字节。</translation>
    </message>
    <message>
        <source>No statement reaches beyond the databases of the backup, and no line is a command for a client program.</source>
        <translation>没有语句超出备份自身的数据库，也没有客户端命令。</translation>
    </message>
    <message>
        <source>From line %1 on a table is filled after it was changed, or before it was made.</source>
        <translation>从第 %1 行起，表在结构变更之后或创建之前写入数据。</translation>
    </message>
    <message>
        <source>%2 is made on line %1, but it was made and filled before, on line %3.</source>
        <translation>第 %1 行创建 %2，但它在第 %3 行已经创建并写入过数据。</translation>
    </message>
    <message>
        <source>The table on line %1 is made out of the rows of others.</source>
        <translation>第 %1 行的表由其他表的数据生成。</translation>
    </message>
    <message>
        <source>Line %1 drops a table again that was made before.</source>
        <translation>第 %1 行又删除了前面创建的表。</translation>
    </message>
    <message>
        <source>Line %1 drops %2, which was made on line %3 and filled with %4 rows: they would be lost.</source>
        <translation>第 %1 行删除 %2，而它在第 %3 行创建并写入了 %4 行：这些数据会丢失。</translation>
    </message>
    <message>
        <source>From line %1 on rows go into a table whose triggers were made before: they run for each row.</source>
        <translation>从第 %1 行起，数据写入已建有触发器的表：每写一行都会触发。</translation>
    </message>
    <message>
        <source>%1 is no SQL script; it is left out.</source>
        <translation>%1 不是 SQL 脚本，已略过。</translation>
    </message>
    <message>
        <source>--last-backup is yes or no, not %1.</source>
        <translation>--last-backup 只能是 yes 或 no，不能是 %1。</translation>
    </message>
    <message>
        <source>A backup at which the restore stops is the last one.</source>
        <translation>恢复要在某个备份中途停下，这个备份就是最后一个备份。</translation>
    </message>
    <message>
        <source>Leave out --last-backup no, or --stop-at.</source>
        <translation>请去掉 --last-backup no，或去掉 --stop-at。</translation>
    </message>
    <message>
        <source>Name it with --backup PATH; tasks complete needs none.</source>
        <translation>请用 --backup PATH 指定；tasks complete 不需要备份。</translation>
    </message>
    <message>
        <source>Task %1 does not wait for another backup.</source>
        <translation>任务 %1 并未在等待下一个备份。</translation>
    </message>
    <message>
        <source>Only a restore that was begun with --last-backup no can go on; after the last backup nothing more can be put on top.</source>
        <translation>只有以 --last-backup no 开始的恢复才能继续；最后一个备份恢复之后，不能再应用增量备份。</translation>
    </message>
    <message>
        <source>Task %1 still works with its staging database.</source>
        <translation>任务 %1 仍在使用它的暂存库。</translation>
    </message>
    <message>
        <source>Complete it, or give it up with tasks cancel.</source>
        <translation>请先完成该任务，或用 tasks cancel 放弃它。</translation>
    </message>
    <message>
        <source>BakFerry ended while the next backup was applied; the staging database was found as it was before it.</source>
        <translation>BakFerry 在应用下一个备份时退出；经检查，暂存库仍是应用之前的状态。</translation>
    </message>
    <message>
        <source>What was restored before is still in staging. Give the next backup once more.</source>
        <translation>之前恢复的内容仍在暂存库中，请重新给出下一个备份。</translation>
    </message>
    <message>
        <source>The DBA asked to complete the restore with the backups given so far.</source>
        <translation>DBA 要求以目前已给出的备份完成恢复。</translation>
    </message>
    <message>
        <source>%1 further backup files were given.</source>
        <translation>又给出了 %1 个备份文件。</translation>
    </message>
    <message>
        <source>What was given is in staging and verified; the next backup is awaited.</source>
        <translation>已给出的备份均已进入暂存库并通过校验，等待下一个备份。</translation>
    </message>
    <message>
        <source>Pick a backup of a database.</source>
        <translation>请选择一份数据库备份。</translation>
    </message>
    <message>
        <source>%1 is loaded again by the statements of the backup, because the server would have changed or left out rows.</source>
        <translation>%1 改用备份中的原语句重新载入，因为批量载入时服务器会改动或漏掉部分行。</translation>
    </message>
    <message>
        <source>%1: the server gave %2 warnings while it took the rows, as it would for any client under this backup&apos;s sql_mode (numbers %3).</source>
        <translation>%1：写入行时服务器给出 %2 条警告；在此备份的 sql_mode 下，任何客户端都会如此（编号 %3）。</translation>
    </message>
    <message>
        <source>A foreign key of %1 was left out: the table it refers to was not selected.</source>
        <translation>已略去 %1 的一个外键：它引用的表未被选中。</translation>
    </message>
    <message>
        <source>The server refused %1, line %2 of %3.</source>
        <translation>服务器拒绝了 %1（%3 第 %2 行）。</translation>
    </message>
    <message>
        <source>The script is run statement by statement over one connection, which takes longer than side by side.</source>
        <translation>该脚本将在一个连接上逐条执行，比并行恢复耗时更长。</translation>
    </message>
    <message>
        <source>The server&apos;s own databases in the backup are left out, as you chose.</source>
        <translation>按您的选择，备份中的服务器系统库不予恢复。</translation>
    </message>
    <message>
        <source>Table %1 cannot be opened.</source>
        <translation>表 %1 无法打开。</translation>
    </message>
    <message>
        <source>All %1 tables, views, sequences, routines and triggers of the backup are there.</source>
        <translation>备份中的 %1 个表、视图、序列、存储程序和触发器均已存在。</translation>
    </message>
    <message>
        <source>All %1 foreign keys hold: no row lacks the one it refers to.</source>
        <translation>%1 个外键全部成立：没有任何行缺少其引用的行。</translation>
    </message>
    <message>
        <source>The foreign key %1 of %2 does not hold: rows refer to others that are not in %3.</source>
        <translation>%2 的外键 %1 不成立：有行引用了 %3 中不存在的行。</translation>
    </message>
    <message>
        <source>Table %1 is damaged.</source>
        <translation>表 %1 已损坏。</translation>
    </message>
    <message>
        <source>How many rows %1 tables should have cannot be told: their statements replace, skip or change rows.</source>
        <translation>%1 个表应有多少行无法得知：其语句会替换、跳过或修改行。</translation>
    </message>
    <message>
        <source>Every statement was executed without an error. Compare the rows with their source if in doubt.</source>
        <translation>所有语句均已执行且未报错。如有疑问，请与源库比对行数。</translation>
    </message>
    <message>
        <source>A statement among the rows of the script is longer than a server takes, and cannot be cut.</source>
        <translation>脚本数据中有一条语句超过服务器允许的长度，且无法拆分。</translation>
    </message>
    <message>
        <source>An earlier session of this task is still at work on the server.</source>
        <translation>该任务先前的会话仍在服务器上运行。</translation>
    </message>
    <message>
        <source>Let it end, or end it with KILL, then try again.</source>
        <translation>请等它结束，或用 KILL 结束它，然后重试。</translation>
    </message>
    <message>
        <source>The foreign key %2 of the table %1 points into the database %3; it would stay with the old tables.</source>
        <translation>表 %1 的外键 %2 指向数据库 %3，切换后它仍会指向旧表。</translation>
    </message>
    <message>
        <source>Drop it (ALTER TABLE %1 DROP FOREIGN KEY %2), and add it again after the restore.</source>
        <translation>请先删除它（ALTER TABLE %1 DROP FOREIGN KEY %2），还原后再重新添加。</translation>
    </message>
    <message>
        <source>Other sessions hold locks on tables of %1; the server does not tell which.</source>
        <translation>有其他会话持有 %1 中表的锁，但服务器没有告知是哪些会话。</translation>
    </message>
    <message>
        <source>A privilege on a routine could not be given again: %1</source>
        <translation>存储程序上的一项权限未能重新授予：%1</translation>
    </message>
    <message>
        <source>The database %1 has lost the table by which BakFerry knows its own work.</source>
        <translation>数据库 %1 中用来辨认 BakFerry 自身工作的标记表不见了。</translation>
    </message>
    <message>
        <source>This user may not see the text of %1 %2, so it could not be kept.</source>
        <translation>该用户无权查看 %1 %2 的定义文本，因此无法保留它。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT SELECT ON mysql.* TO this user, or sign in as the user who made it.</source>
        <translation>请管理员授予该用户 GRANT SELECT ON mysql.*，或以创建者的身份登录。</translation>
    </message>
    <message>
        <source>The database name %1 does not have 1 to 64 characters.</source>
        <translation>数据库名 %1 的长度不在 1 到 64 个字符之间。</translation>
    </message>
    <message>
        <source>Choose another name of 1 to 64 characters, without control characters, emoji, or a blank at its end.</source>
        <translation>请另选一个 1 到 64 个字符的名称，不含控制字符和表情符号，末尾不带空格。</translation>
    </message>
    <message>
        <source>Let an administrator run: CREATE DATABASE %1</source>
        <translation>请管理员执行：CREATE DATABASE %1</translation>
    </message>
    <message>
        <source>The emptied staging database %1 could not be dropped.</source>
        <translation>已清空的暂存库 %1 未能删除。</translation>
    </message>
    <message>
        <source>The kept old tables are in their database again, proven by BakFerry&apos;s mark on the server.</source>
        <translation>保留的旧表已回到原来的数据库，由服务器上的 BakFerry 标记证实。</translation>
    </message>
    <message>
        <source>The command %1 could not be started: %2.</source>
        <translation>命令 %1 无法启动：%2。</translation>
    </message>
    <message>
        <source>The command %1 was stopped, because it did not end in time.</source>
        <translation>命令 %1 超时未结束，已被终止。</translation>
    </message>
    <message>
        <source>The command %1 ran.</source>
        <translation>命令 %1 已运行。</translation>
    </message>
    <message>
        <source>The command %1 ended with status %2.</source>
        <translation>命令 %1 以状态 %2 结束。</translation>
    </message>
    <message>
        <source>%1 was told how the task ended.</source>
        <translation>已将任务结果通知 %1。</translation>
    </message>
    <message>
        <source>%1 answered with status %2 when told how the task ended.</source>
        <translation>将任务结果通知 %1 时，对方返回状态 %2。</translation>
    </message>
    <message>
        <source>%1 could not be told how the task ended: %2.</source>
        <translation>无法将任务结果通知 %1：%2。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2 over a socket of this machine; it is %3.</source>
        <translation>已通过本机套接字以 %2 登录 %1，服务器为 %3。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2 over an encrypted connection; it is %3.</source>
        <translation>已通过加密连接以 %2 登录 %1，服务器为 %3。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2 over a connection without encryption; it is %3.</source>
        <translation>已通过未加密的连接以 %2 登录 %1，服务器为 %3。</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Character set</source>
        <translation>字符集</translation>
    </message>
    <message>
        <source>Collation</source>
        <translation>排序规则</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建版本</translation>
    </message>
    <message>
        <source>The server does not know the collation %1, which %2 tables and %3 other objects or settings of the backup name.</source>
        <translation>服务器不认识排序规则 %1，备份中有 %2 张表和 %3 个其他对象或设置用到它。</translation>
    </message>
    <message>
        <source>Restore into a server that has it, such as %1.</source>
        <translation>请还原到支持它的服务器，例如 %1。</translation>
    </message>
    <message>
        <source>Choose a collation to take its place. Sorting, and what counts as equal in unique keys, may differ.</source>
        <translation>请选择替代的排序规则。排序结果以及唯一键的相等判断可能会有差异。</translation>
    </message>
    <message>
        <source>Use %1 in its place</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>%2 tables and %3 other objects get %1 where %4 stands.</source>
        <translation>%2 张表和 %3 个其他对象中的 %4 将换成 %1。</translation>
    </message>
    <message>
        <source>The server has no storage engine %1, which %2 tables of the backup name.</source>
        <translation>服务器没有存储引擎 %1，备份中有 %2 张表用到它。</translation>
    </message>
    <message>
        <source>Install the engine&apos;s plugin on the server, or choose another engine.</source>
        <translation>请在服务器上安装该引擎的插件，或改用其他引擎。</translation>
    </message>
    <message>
        <source>%2 tables get the engine %3 instead of %1.</source>
        <translation>%2 张表的引擎由 %1 改为 %3。</translation>
    </message>
    <message>
        <source>Make %1 the definer</source>
        <translation>将定义者改为 %1</translation>
    </message>
    <message>
        <source>%2 views, routines, triggers and events run with the rights of %1.</source>
        <translation>%2 个视图、存储程序、触发器和事件以 %1 的权限运行。</translation>
    </message>
    <message>
        <source>Leave the DEFINER clauses out</source>
        <translation>去掉 DEFINER 子句</translation>
    </message>
    <message>
        <source>%2 objects lose their DEFINER clause; the server then makes %1 their definer.</source>
        <translation>%2 个对象去掉 DEFINER 子句，服务器随后会把 %1 作为其定义者。</translation>
    </message>
    <message>
        <source>The backup comes from %1, the server is %2: the two makers have gone separate ways, and some types, functions and defaults differ.</source>
        <translation>备份来自 %1，服务器为 %2：两家产品早已各自发展，部分类型、函数和默认值并不相同。</translation>
    </message>
    <message>
        <source>What the server does not understand stops the restore before anything is switched over. Try the application against the result.</source>
        <translation>服务器不能理解的内容会让还原在切换之前停下。还原后请用应用程序实际验证。</translation>
    </message>
    <message>
        <source>The backup comes from %1, newer than the server, which is %2: it may use what this server does not know.</source>
        <translation>备份来自 %1，比服务器（%2）新，可能用到该服务器不支持的特性。</translation>
    </message>
    <message>
        <source>The backup comes from %1, the server is %2.</source>
        <translation>备份来自 %1，服务器为 %2。</translation>
    </message>
    <message>
        <source>The server does not know the character set %1, which %2 tables and %3 other objects or settings of the backup name.</source>
        <translation>服务器不认识字符集 %1，备份中有 %2 张表和 %3 个其他对象或设置用到它。</translation>
    </message>
    <message>
        <source>The server has all %1 collations and %2 character sets that the backup names.</source>
        <translation>备份中用到的 %1 种排序规则和 %2 种字符集，服务器全部支持。</translation>
    </message>
    <message>
        <source>The server has the storage engines of all %1 tables. Those of %2 know no transactions: after a crash of the server such tables may need REPAIR TABLE.</source>
        <translation>全部 %1 张表的存储引擎服务器都有。其中 %2 张表的引擎不支持事务：服务器崩溃后这些表可能需要 REPAIR TABLE。</translation>
    </message>
    <message>
        <source>The server has the storage engines of all %1 tables.</source>
        <translation>全部 %1 张表的存储引擎服务器都有。</translation>
    </message>
    <message>
        <source>All views, routines, triggers and events will run with the rights of %1.</source>
        <translation>所有视图、存储程序、触发器和事件都将以 %1 的权限运行。</translation>
    </message>
    <message>
        <source>%2 objects name %1 as their definer, and %3 may not make objects in another account&apos;s name.</source>
        <translation>%2 个对象以 %1 为定义者，而 %3 无权以其他账号的名义创建对象。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT SET USER ON *.* TO %1; or choose another definer.</source>
        <translation>请管理员执行：GRANT SET USER ON *.* TO %1；或另选定义者。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT SET_USER_ID ON *.* TO %1 (SET_ANY_DEFINER from MySQL 8.2 on); or choose another definer.</source>
        <translation>请管理员执行：GRANT SET_USER_ID ON *.* TO %1（MySQL 8.2 起为 SET_ANY_DEFINER）；或另选定义者。</translation>
    </message>
    <message>
        <source>Whether the server has the account %1, which %2 objects name as their definer, cannot be seen by this user.</source>
        <translation>%2 个对象以 %1 为定义者，但该用户无法查看服务器上是否有此账号。</translation>
    </message>
    <message>
        <source>Look for it in mysql.user, or choose another definer.</source>
        <translation>请在 mysql.user 中查找，或另选定义者。</translation>
    </message>
    <message>
        <source>The server has no account %1, which %2 objects name as their definer: they would come back, but not run.</source>
        <translation>服务器上没有账号 %1，而有 %2 个对象以它为定义者：这些对象能还原，但无法运行。</translation>
    </message>
    <message>
        <source>Create the account (CREATE USER %1), or choose another definer.</source>
        <translation>请创建该账号（CREATE USER %1），或另选定义者。</translation>
    </message>
    <message>
        <source>%2 objects run with the rights of %1, an administrator, whoever uses them.</source>
        <translation>%2 个对象无论由谁使用，都会以管理员 %1 的权限运行。</translation>
    </message>
    <message>
        <source>Look at them in the backup, or choose another definer.</source>
        <translation>请查看备份中的这些对象，或另选定义者。</translation>
    </message>
    <message>
        <source>The server has all %1 accounts that the backup names as definers.</source>
        <translation>备份中作为定义者的 %1 个账号，服务器上全部存在。</translation>
    </message>
    <message>
        <source>The old database %1 has objects of %2 that %3 may not make again, so an undo could not bring them back.</source>
        <translation>旧库 %1 中有定义者为 %2 的对象，%3 无权重建它们，撤销时将无法恢复这些对象。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT SET USER ON *.* TO %1</source>
        <translation>请管理员执行：GRANT SET USER ON *.* TO %1</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT SET_USER_ID ON *.* TO %1 (SET_ANY_DEFINER from MySQL 8.2 on)</source>
        <translation>请管理员执行：GRANT SET_USER_ID ON *.* TO %1（MySQL 8.2 起为 SET_ANY_DEFINER）</translation>
    </message>
    <message>
        <source>All tables change places at one stroke; %1 triggers, views, routines and events of the old database are saved and can be brought back. For a moment in between no trigger of %2 is in force.</source>
        <translation>所有表一次性完成切换；旧库的 %1 个触发器、视图、存储程序和事件已保存，可以恢复。切换瞬间 %2 的触发器短暂失效。</translation>
    </message>
    <message>
        <source>This server&apos;s RENAME TABLE can be cut by a crash; then the next start of BakFerry finishes it. %1 triggers, views, routines and events of the old database %2 are saved and can be brought back.</source>
        <translation>该服务器的 RENAME TABLE 可能因崩溃中断，届时由 BakFerry 下次启动时补完。旧库 %2 的 %1 个触发器、视图、存储程序和事件已保存，可以恢复。</translation>
    </message>
    <message>
        <source>%1 has all privileges: whatever the backup brings along is run with every right on the server.</source>
        <translation>%1 拥有全部权限：备份中带来的任何内容都会以服务器上的最高权限执行。</translation>
    </message>
    <message>
        <source>%1 lacks privileges on the target, its staging or its kept database: %2</source>
        <translation>%1 在目标库、暂存库或保留库上缺少以下权限：%2</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT %2 ON %3.* TO %4</source>
        <translation>请管理员执行：GRANT %2 ON %3.* TO %4</translation>
    </message>
    <message>
        <source>%1 has the privileges that the restore needs, and not all there are.</source>
        <translation>%1 具备还原所需的权限，且并非拥有全部权限。</translation>
    </message>
    <message>
        <source>The server takes no writes (read_only).</source>
        <translation>服务器不接受写入（read_only）。</translation>
    </message>
    <message>
        <source>It is a replica, as a rule: connect to the primary server. Else let an administrator run: SET GLOBAL read_only = OFF</source>
        <translation>这通常是从库，请连接主库；否则请管理员执行：SET GLOBAL read_only = OFF</translation>
    </message>
    <message>
        <source>The server is read_only, though this user may write: it may be a replica, which would then differ from its primary server.</source>
        <translation>服务器处于 read_only 状态，但该用户可以写入：它可能是从库，写入后会与主库不一致。</translation>
    </message>
    <message>
        <source>Connect to the primary server, if there is one.</source>
        <translation>如果有主库，请连接主库。</translation>
    </message>
    <message>
        <source>The sessions of other users cannot be seen by this one.</source>
        <translation>该用户看不到其他用户的会话。</translation>
    </message>
    <message>
        <source>Make sure that nobody holds locks on the old tables when the restore ends, or run as an administrator: GRANT PROCESS ON *.* TO %1</source>
        <translation>请确保还原结束时没有人持有旧表的锁，或请管理员执行：GRANT PROCESS ON *.* TO %1</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1; those in the way of the switch-over will be ended: %3</source>
        <translation>有 %2 个会话正在使用数据库 %1，妨碍切换的会话将被结束：%3</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1: %3. While one has a transaction open on its tables, they cannot be replaced.</source>
        <translation>有 %2 个会话正在使用数据库 %1：%3。只要其中有会话在这些表上有未结束的事务，表就无法替换。</translation>
    </message>
    <message>
        <source>Up to %1 sessions will be ended when the new tables take their place; what they have not committed is lost.</source>
        <translation>新表就位时最多会结束 %1 个会话，其未提交的内容将丢失。</translation>
    </message>
    <message>
        <source>Run as an administrator: SET GLOBAL max_allowed_packet = %1</source>
        <translation>请管理员执行：SET GLOBAL max_allowed_packet = %1</translation>
    </message>
    <message>
        <source>The longest statement of the backup has %1; the server takes up to %2.</source>
        <translation>备份中最长的语句为 %1，服务器最多接受 %2。</translation>
    </message>
    <message>
        <source>Statements of up to %1 will be cut between rows; the longest row has %3, and the server takes up to %2.</source>
        <translation>最长 %1 的语句将按行拆分；最长的一行为 %3，服务器最多接受 %2。</translation>
    </message>
    <message>
        <source>The longest statement of the backup has %1, and the server takes no more than %2 (max_allowed_packet).</source>
        <translation>备份中最长的语句为 %1，而服务器最多只接受 %2（max_allowed_packet）。</translation>
    </message>
    <message>
        <source>INSERTs longer than %2 are cut between rows; the longest row has %3.</source>
        <translation>超过 %2 的 INSERT 语句按行拆分；最长的一行为 %3。</translation>
    </message>
    <message>
        <source>A single row or statement of the backup has %1, and the server takes no more than %2 (max_allowed_packet).</source>
        <translation>备份中单行或单条语句达 %1，而服务器最多只接受 %2（max_allowed_packet）。</translation>
    </message>
    <message>
        <source>The server has local_infile off, so rows are sent as INSERT statements.</source>
        <translation>服务器关闭了 local_infile，因此数据行以 INSERT 语句发送。</translation>
    </message>
    <message>
        <source>End sessions that are not needed, raise max_connections or the account&apos;s MAX_USER_CONNECTIONS, or restore with fewer connections.</source>
        <translation>请结束不需要的会话，调大 max_connections 或该账号的 MAX_USER_CONNECTIONS，或减少还原使用的连接数。</translation>
    </message>
    <message>
        <source>The server has %1 connections left for this user; the restore needs at least three more.</source>
        <translation>服务器给该用户只剩 %1 个连接，还原至少还需要三个。</translation>
    </message>
    <message>
        <source>The server writes binary logs: what is restored is written there a second time, and sent to its replicas.</source>
        <translation>服务器开启了二进制日志：还原的内容会再写入日志一遍，并发送给各个从库。</translation>
    </message>
    <message>
        <source>The backup is written in an old syntax: %1 tables say TYPE= for ENGINE=, %2 have times with a width such as TIMESTAMP(14), and these names are reserved words today: %3.</source>
        <translation>备份使用旧语法：%1 张表用 TYPE= 代替 ENGINE=，%2 张表的时间类型带宽度（如 TIMESTAMP(14)），以下名称如今是保留字：%3。</translation>
    </message>
    <message>
        <source>Brought up to date: TYPE= in %1 tables, widths of times in %2, quotes around the names %3.</source>
        <translation>将更新为新语法：%1 张表的 TYPE=，%2 张表的时间宽度，并给这些名称加引号：%3。</translation>
    </message>
    <message>
        <source>Let it be brought up to date, or restore into a server of its time.</source>
        <translation>请选择更新语法，或还原到同时代的服务器。</translation>
    </message>
    <message>
        <source>TYPE= becomes ENGINE= in %1 tables, %2 lose widths of times, names of columns and keys get quotes (%3).</source>
        <translation>%1 张表的 TYPE= 改为 ENGINE=，%2 张表去掉时间宽度，列名和键名加引号（%3）。</translation>
    </message>
    <message>
        <source>The server takes no table without a primary key, and %1 tables of the backup have none: %2</source>
        <translation>服务器不接受没有主键的表，而备份中有 %1 张表没有主键：%2</translation>
    </message>
    <message>
        <source>Run as an administrator, until the restore is done: SET GLOBAL %1 = OFF</source>
        <translation>还原期间请管理员执行：SET GLOBAL %1 = OFF</translation>
    </message>
    <message>
        <source>%1 events come back disabled.</source>
        <translation>%1 个事件还原后处于禁用状态。</translation>
    </message>
    <message>
        <source>%1 events come back; the server&apos;s event scheduler is off, so none runs.</source>
        <translation>%1 个事件将还原；服务器的事件调度器已关闭，因此都不会运行。</translation>
    </message>
    <message>
        <source>%1 events of the backup begin to run as soon as the restored database is in place.</source>
        <translation>还原的数据库一旦就位，备份中的 %1 个事件就会开始运行。</translation>
    </message>
    <message>
        <source>Make sure that they may run here, or let them come back disabled.</source>
        <translation>请确认它们可以在这里运行，或让它们以禁用状态还原。</translation>
    </message>
    <message>
        <source>%1 events come back, and none runs until you enable it (ALTER EVENT … ENABLE).</source>
        <translation>%1 个事件将还原，在您启用之前（ALTER EVENT … ENABLE）都不会运行。</translation>
    </message>
    <message>
        <source>This server does not tell capitals from small letters in names (lower_case_table_names = %1), so these would be one: %2</source>
        <translation>该服务器的名称不区分大小写（lower_case_table_names = %1），以下名称会互相冲突：%2</translation>
    </message>
    <message>
        <source>Restore only some of them, or into a server with lower_case_table_names = 0.</source>
        <translation>请只还原其中一部分，或还原到 lower_case_table_names = 0 的服务器。</translation>
    </message>
    <message>
        <source>The server keeps names of tables in small letters (lower_case_table_names = 1).</source>
        <translation>服务器将表名保存为小写（lower_case_table_names = 1）。</translation>
    </message>
    <message>
        <source>%1 was left out: it is written for other servers, in comments that this one does not run.</source>
        <translation>已略去 %1：它写在本服务器不执行的版本注释中，是给其他服务器用的。</translation>
    </message>
    <message>
        <source>The statement on line %1 is another one for some servers than for others: its comments with versions hide a part of it.</source>
        <translation>第 %1 行的语句在不同服务器上含义不同：带版本号的注释隐藏了其中一部分。</translation>
    </message>
    <message>
        <source>The rows of %2 on line %1 lie in files or on a server of their own (DATA DIRECTORY, CONNECT, FEDERATED …).</source>
        <translation>第 %1 行的 %2，其数据存放在单独的文件或其他服务器上（DATA DIRECTORY、CONNECT、FEDERATED …）。</translation>
    </message>
    <message>
        <source>%2 on line %1 uses the database %3, which is not part of this backup.</source>
        <translation>第 %1 行的 %2 用到数据库 %3，它不属于本备份。</translation>
    </message>
    <message>
        <source>Behind line %1 stands a NUL byte (byte %2), which dump programs write as \0: the file may be damaged there, or hold binary values as they are.</source>
        <translation>第 %1 行之后有一个 NUL 字节（第 %2 字节），导出工具会将其写作 \0：文件此处可能损坏，或直接存放了二进制值。</translation>
    </message>
    <message>
        <source>A table on the server is full.</source>
        <translation>服务器上的表已满。</translation>
    </message>
    <message>
        <source>Free space on the server. For MEMORY tables raise max_heap_table_size, for a fixed InnoDB system tablespace innodb_data_file_path.</source>
        <translation>请在服务器上腾出空间。MEMORY 表请调大 max_heap_table_size；InnoDB 系统表空间大小固定时请调整 innodb_data_file_path。</translation>
    </message>
    <message>
        <source>The rows of the backup point to rows that are not there: a foreign key of the target refuses them.</source>
        <translation>备份中的行引用了不存在的行：目标库的外键拒绝了它们。</translation>
    </message>
    <message>
        <source>The target has no table %1 for the rows of the backup.</source>
        <translation>目标库中没有表 %1，备份中的行无处可放。</translation>
    </message>
    <message>
        <source>Restore the definitions first, or choose other tables.</source>
        <translation>请先还原对象定义，或改选其他表。</translation>
    </message>
    <message>
        <source>The table %1 of the target holds rows already; those of the backup would come on top.</source>
        <translation>目标库的表 %1 中已有数据；备份中的行会追加到其后。</translation>
    </message>
    <message>
        <source>Empty it, or choose other tables.</source>
        <translation>请先清空该表，或改选其他表。</translation>
    </message>
    <message>
        <source>A statement asks for rows, but none follow it.</source>
        <translation>有一条语句需要行数据，但其后没有任何行。</translation>
    </message>
    <message>
        <source>The backup is not as pg_dump writes it; look at the object that is named.</source>
        <translation>该备份与 pg_dump 的写法不符；请检查提示中的对象。</translation>
    </message>
    <message>
        <source>The %2 tables in %1 are there and empty; the rows go in as one transaction, all or none.</source>
        <translation>%1 中的 %2 张表都已存在且为空；所有行在一个事务中写入，要么全部写入，要么一行不写。</translation>
    </message>
    <message>
        <source>It is so in the backup: whoever made it had foreign_key_checks off. Look for such rows and correct them.</source>
        <translation>备份中即是如此：产生这些数据时 foreign_key_checks 处于关闭状态。请找出这些行并更正。</translation>
    </message>
    <message>
        <source>From line %1 on the rows of several tables stand mixed, one after another.</source>
        <translation>从第 %1 行起，多张表的数据行交错排列。</translation>
    </message>
    <message>
        <source>%1 old tables are partitioned or of the engine Aria, such as %2. If the server crashes within the thousandths of a second in which such a table is renamed, MariaDB leaves it unusable; every other kind of table is safe.</source>
        <translation>有 %1 张旧表是分区表或使用 Aria 引擎，例如 %2。如果服务器恰好在重命名这类表的那几毫秒内崩溃，MariaDB 会使该表无法使用；其他类型的表都是安全的。</translation>
    </message>
    <message>
        <source>Back these tables up before, or restore under another name.</source>
        <translation>请事先备份这些表，或以其他名称还原。</translation>
    </message>
    <message>
        <source>The server refused row %2 of %1, line %3 of the backup.</source>
        <translation>服务器拒绝了 %1 的第 %2 行（备份的第 %3 行）。</translation>
    </message>
    <message>
        <source>The server refused row %2 of %1, entry %3 of the backup.</source>
        <translation>服务器拒绝了 %1 的第 %2 行（备份的第 %3 个条目）。</translation>
    </message>
    <message>
        <source>It is left out, as you chose.</source>
        <translation>已按您的选择略过。</translation>
    </message>
    <message>
        <source>Without statements that reach beyond the database</source>
        <translation>略过超出数据库范围的语句</translation>
    </message>
    <message>
        <source>GRANT, SET GLOBAL, commands for client programs and the like are left out; they are never run.</source>
        <translation>GRANT、SET GLOBAL、客户端命令等一律略过，绝不会执行。</translation>
    </message>
    <message>
        <source>Leave out the statements that reach beyond the database</source>
        <translation>略过超出数据库范围的语句</translation>
    </message>
    <message>
        <source>None of them is run; the rest of the backup is restored.</source>
        <translation>这些语句都不会执行，备份的其余部分照常还原。</translation>
    </message>
    <message>
        <source>%1 is a full backup, not a binary log to go on top of one.</source>
        <translation>%1 是全量备份，不是可应用在全量备份之上的二进制日志。</translation>
    </message>
    <message>
        <source>Restore each full backup in a task of its own.</source>
        <translation>每个全量备份请各建一个任务恢复。</translation>
    </message>
    <message>
        <source>%1 is no binary log of MariaDB or MySQL.</source>
        <translation>%1 不是 MariaDB 或 MySQL 的二进制日志。</translation>
    </message>
    <message>
        <source>Give the files that the server lists with SHOW BINARY LOGS, in their order.</source>
        <translation>请按顺序给出服务器上 SHOW BINARY LOGS 列出的文件。</translation>
    </message>
    <message>
        <source>Only binary logs were given: the full backup that they go on top of is missing.</source>
        <translation>只给出了二进制日志，缺少它们所依据的全量备份。</translation>
    </message>
    <message>
        <source>Give the full backup first, made with --master-data or with mydumper, so that it says its position in the logs.</source>
        <translation>请先给出全量备份，并用 --master-data 或 mydumper 生成，使其中带有日志位点。</translation>
    </message>
    <message>
        <source>Give all logs from the full backup on, in the order of their numbers.</source>
        <translation>请从全量备份起，按编号顺序给出全部日志。</translation>
    </message>
    <message>
        <source>Give the logs of the server that the full backup was made on.</source>
        <translation>请给出生成该全量备份的服务器的日志。</translation>
    </message>
    <message>
        <source>The full backup does not say its position in the binary logs, so it cannot be told where to begin.</source>
        <translation>全量备份中没有二进制日志位点，无法判断从何处开始应用。</translation>
    </message>
    <message>
        <source>Make the full backup with mariadb-dump --master-data=2 --single-transaction, or with mydumper.</source>
        <translation>请用 mariadb-dump --master-data=2 --single-transaction 或 mydumper 重新生成全量备份。</translation>
    </message>
    <message>
        <source>The log %1 was given twice.</source>
        <translation>日志 %1 给出了两次。</translation>
    </message>
    <message>
        <source>It stands behind a break of the chain.</source>
        <translation>它位于备份链断开处之后。</translation>
    </message>
    <message>
        <source>%1 does not go on from %2: its name is of another series.</source>
        <translation>%1 接不上 %2：文件名不属于同一序列。</translation>
    </message>
    <message>
        <source>%1 was given behind %2, but is older.</source>
        <translation>%1 排在 %2 之后，但其实更早。</translation>
    </message>
    <message>
        <source>%1 is missing in front of %2.</source>
        <translation>%2 之前缺少 %1。</translation>
    </message>
    <message>
        <source>It lies behind the place to stop at, and is not needed.</source>
        <translation>它位于停止位置之后，不需要。</translation>
    </message>
    <message>
        <source>%1 ends inside the transaction that begins at byte %2.</source>
        <translation>%1 在始于字节 %2 的事务中间结束。</translation>
    </message>
    <message>
        <source>It is older than the full backup, and not needed.</source>
        <translation>它早于全量备份，不需要。</translation>
    </message>
    <message>
        <source>The full backup was taken at byte %1 of %2, but the log given ends at byte %3.</source>
        <translation>全量备份的位点是 %2 的字节 %1，但给出的日志在字节 %3 就结束了。</translation>
    </message>
    <message>
        <source>The full backup was taken at byte %1 of %2, but no transaction of the log given begins there.</source>
        <translation>全量备份的位点是 %2 的字节 %1，但给出的日志中没有事务从这里开始。</translation>
    </message>
    <message>
        <source>%1 begins behind transaction %2, but the full backup was taken at %3: a log is missing in front of it.</source>
        <translation>%1 从事务 %2 之后开始，而全量备份取自 %3：它前面缺少日志。</translation>
    </message>
    <message>
        <source>%1 was written by the server with id %2, the log before it by the one with id %3.</source>
        <translation>%1 由 server id 为 %2 的服务器写入，而前一个日志来自 server id 为 %3 的服务器。</translation>
    </message>
    <message>
        <source>%1 begins behind transaction %2, but the log before it ends with %3: something is missing, or it is of another server.</source>
        <translation>%1 从事务 %2 之后开始，而前一个日志止于 %3：中间有缺失，或者它来自另一台服务器。</translation>
    </message>
    <message>
        <source>At %1 the log given has come to transaction %2, but the full backup to %3: the log is of another server.</source>
        <translation>在 %1 处，给出的日志已到事务 %2，而全量备份到 %3：该日志来自另一台服务器。</translation>
    </message>
    <message>
        <source>Behind %1 the server went on with %2, not with %3.</source>
        <translation>%1 之后，服务器接着写的是 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>%1 was not closed by its server, and no GTIDs say whether its end is there.</source>
        <translation>%1 没有被服务器正常关闭，也没有 GTID 可以判断结尾是否完整。</translation>
    </message>
    <message>
        <source>Compare its size with SHOW BINARY LOGS on the server.</source>
        <translation>请与服务器上 SHOW BINARY LOGS 显示的大小比对。</translation>
    </message>
    <message>
        <source>Copy the log from the server once more, or stop at %1, up to where everything is whole.</source>
        <translation>请从服务器重新复制该日志，或停在 %1，到此为止都是完整的。</translation>
    </message>
    <message>
        <source>None of the given logs holds the position of the full backup, %1.</source>
        <translation>给出的日志中没有一个包含全量备份的位点 %1。</translation>
    </message>
    <message>
        <source>The place to stop at, %1, does not lie between %2 and %3.</source>
        <translation>停止位置 %1 不在 %2 与 %3 之间。</translation>
    </message>
    <message>
        <source>Choose a place between both, or give the logs up to it.</source>
        <translation>请选择两者之间的位置，或补齐到该位置的日志。</translation>
    </message>
    <message>
        <source>The logs end at %1, before the time to stop at (%2) was reached.</source>
        <translation>日志止于 %1，尚未到达停止时间（%2）。</translation>
    </message>
    <message>
        <source>Give the later logs as well, or go on if nothing was changed in between.</source>
        <translation>请补上后面的日志；如果其间没有变更，可以继续。</translation>
    </message>
    <message>
        <source>The chain is unbroken up to %1.</source>
        <translation>备份链到 %1 为止是连续的。</translation>
    </message>
    <message>
        <source>To restore up to there, leave out what lies behind it.</source>
        <translation>如要恢复到该处，请去掉其后的备份。</translation>
    </message>
    <message>
        <source>The chain is unbroken from %1 to %2: %3 transactions of the restored databases, %4 statements and %5 row events.</source>
        <translation>备份链从 %1 到 %2 连续：涉及所恢复数据库的事务 %3 个，语句 %4 条，行事件 %5 个。</translation>
    </message>
    <message>
        <source>Copy the log from the server once more, or restore up to the log before it.</source>
        <translation>请从服务器重新复制该日志，或只恢复到它前一个日志。</translation>
    </message>
    <message>
        <source>%1 is an encrypted binary log of MySQL.</source>
        <translation>%1 是加密的 MySQL 二进制日志。</translation>
    </message>
    <message>
        <source>Fetch the log with mysqlbinlog --read-from-remote-server --raw, which gives it decrypted.</source>
        <translation>请用 mysqlbinlog --read-from-remote-server --raw 取得解密后的日志。</translation>
    </message>
    <message>
        <source>%1 is a binary log of a form that servers before MySQL 5.0 wrote, or its beginning is damaged.</source>
        <translation>%1 是 MySQL 5.0 之前的二进制日志格式，或文件开头已损坏。</translation>
    </message>
    <message>
        <source>%1 is damaged at byte %2: the checksum of the event there does not fit.</source>
        <translation>%1 在字节 %2 处损坏：该事件的校验和不符。</translation>
    </message>
    <message>
        <source>%1 ends at byte %2 inside the event that begins at byte %3.</source>
        <translation>%1 在字节 %2 处结束，截断了始于字节 %3 的事件。</translation>
    </message>
    <message>
        <source>%1 is damaged at byte %2: no event can be %3 bytes long.</source>
        <translation>%1 在字节 %2 处损坏：事件长度不可能是 %3 字节。</translation>
    </message>
    <message>
        <source>%1 is an encrypted binary log of MariaDB.</source>
        <translation>%1 是加密的 MariaDB 二进制日志。</translation>
    </message>
    <message>
        <source>Fetch the log with mariadb-binlog --read-from-remote-server --raw, which gives it decrypted.</source>
        <translation>请用 mariadb-binlog --read-from-remote-server --raw 取得解密后的日志。</translation>
    </message>
    <message>
        <source>Check that mariadb-binlog of the same or a newer MariaDB than the one that wrote the logs is installed.</source>
        <translation>请确认已安装的 mariadb-binlog 版本不低于写入日志的 MariaDB。</translation>
    </message>
    <message>
        <source>mariadb-binlog is not installed on this machine; binary logs cannot be decoded without it.</source>
        <translation>本机没有安装 mariadb-binlog，无法解码二进制日志。</translation>
    </message>
    <message>
        <source>Install the MariaDB client (Debian and Ubuntu: apt install mariadb-client).</source>
        <translation>请安装 MariaDB 客户端（Debian 和 Ubuntu：apt install mariadb-client）。</translation>
    </message>
    <message>
        <source>mariadb-binlog could not be started.</source>
        <translation>无法启动 mariadb-binlog。</translation>
    </message>
    <message>
        <source>The text of mariadb-binlog cannot be read.</source>
        <translation>无法读取 mariadb-binlog 的输出。</translation>
    </message>
    <message>
        <source>mariadb-binlog gave up before the end of the log.</source>
        <translation>mariadb-binlog 没有读到日志结尾就退出了。</translation>
    </message>
    <message>
        <source>Stop the restore in front of it, take a newer full backup, or have the server log in ROW format.</source>
        <translation>请停在它之前、改用更新的全量备份，或让服务器以 ROW 格式记录日志。</translation>
    </message>
    <message>
        <source>The log holds an XA transaction, which may span several servers.</source>
        <translation>日志中有 XA 事务，它可能跨多台服务器。</translation>
    </message>
    <message>
        <source>The server wrote down that it lost events here.</source>
        <translation>服务器在此处记录了事件丢失。</translation>
    </message>
    <message>
        <source>Stop the restore in front of it, or take a newer full backup.</source>
        <translation>请停在它之前，或改用更新的全量备份。</translation>
    </message>
    <message>
        <source>The log holds events of type %1, which cannot be replayed into MariaDB (compressed transactions, partial JSON updates …).</source>
        <translation>日志中有类型为 %1 的事件，无法在 MariaDB 中重放（压缩事务、JSON 部分更新等）。</translation>
    </message>
    <message>
        <source>A statement in the log cannot be read.</source>
        <translation>日志中有一条语句无法读取。</translation>
    </message>
    <message>
        <source>A table map in the log cannot be read.</source>
        <translation>日志中有一个表映射无法读取。</translation>
    </message>
    <message>
        <source>The table %1 has control characters in its name.</source>
        <translation>表 %1 的名称中有控制字符。</translation>
    </message>
    <message>
        <source>A row event in the log cannot be read.</source>
        <translation>日志中有一个行事件无法读取。</translation>
    </message>
    <message>
        <source>One statement changed rows of the restored databases and of others at once.</source>
        <translation>有一条语句同时修改了所恢复的数据库和其他数据库的行。</translation>
    </message>
    <message>
        <source>The log holds a LOAD DATA statement together with its file, which BakFerry does not replay.</source>
        <translation>日志中有连同文件一起记录的 LOAD DATA 语句，BakFerry 不重放它。</translation>
    </message>
    <message>
        <source>Make sure that the restored databases do not need it.</source>
        <translation>请确认所恢复的数据库不需要它。</translation>
    </message>
    <message>
        <source>Statements about users and rights (%1 …) are left out.</source>
        <translation>有关用户和权限的语句（%1 …）不执行。</translation>
    </message>
    <message>
        <source>Statements about the server (%1 …) are left out.</source>
        <translation>有关服务器的语句（%1 …）不执行。</translation>
    </message>
    <message>
        <source>%1 of the database itself is left out: it keeps the defaults of the full backup.</source>
        <translation>针对数据库本身的 %1 不执行：它沿用全量备份中的默认设置。</translation>
    </message>
    <message>
        <source>The log drops the database %1.</source>
        <translation>日志中删除了数据库 %1。</translation>
    </message>
    <message>
        <source>Stop the restore in front of it, and go on behind it with a newer full backup.</source>
        <translation>请停在它之前；之后的内容请用更新的全量备份恢复。</translation>
    </message>
    <message>
        <source>A statement touches the database %1 besides those that are restored.</source>
        <translation>有一条语句除所恢复的数据库外还涉及数据库 %1。</translation>
    </message>
    <message>
        <source>A statement reads or writes files of the server, or reaches beyond the database (%1 …).</source>
        <translation>有一条语句读写服务器上的文件，或超出了数据库范围（%1 …）。</translation>
    </message>
    <message>
        <source>BakFerry does not know what a statement does (%1 …).</source>
        <translation>BakFerry 无法判断一条语句的作用（%1 …）。</translation>
    </message>
    <message>
        <source>%1 names the database %2 in full: statements of the logs would write into it before the switch-over.</source>
        <translation>%1 中写明了数据库名 %2：重放日志语句时会在切换之前就写入该库。</translation>
    </message>
    <message>
        <source>Restore under another name, or have the server log in ROW format, which fires no triggers.</source>
        <translation>请恢复为其他库名，或让服务器以 ROW 格式记录日志（不会触发触发器）。</translation>
    </message>
    <message>
        <source>Replaying %1 from byte %2 to byte %3.</source>
        <translation>正在重放 %1，字节 %2 至 %3。</translation>
    </message>
    <message>
        <source>%1 is not the same as when it was prechecked.</source>
        <translation>%1 与预检查时不一致。</translation>
    </message>
    <message>
        <source>The server refused what stands in the log at %1.</source>
        <translation>服务器拒绝执行日志 %1 处的内容。</translation>
    </message>
    <message>
        <source>Stop the restore in front of it, or take a newer full backup; check that the logs go on from this full backup.</source>
        <translation>请停在它之前，或改用更新的全量备份；并核对这些日志是否接在该全量备份之后。</translation>
    </message>
    <message>
        <source>Near %1 the decoder gave other statements than the log holds.</source>
        <translation>在 %1 附近，解码结果与日志中的语句不一致。</translation>
    </message>
    <message>
        <source>Check that mariadb-binlog fits the server that wrote the log, and report this with the task&apos;s log.</source>
        <translation>请确认 mariadb-binlog 与写入日志的服务器版本相配，并附上任务日志反馈此问题。</translation>
    </message>
    <message>
        <source>A transaction of the logs was begun and never ended.</source>
        <translation>日志中有一个事务开始后没有结束。</translation>
    </message>
    <message>
        <source>The logs hold %1 statements and %2 row events of the restored databases, but %3 and %4 were executed.</source>
        <translation>日志中涉及所恢复数据库的语句有 %1 条、行事件有 %2 个，但实际执行了 %3 条和 %4 个。</translation>
    </message>
    <message>
        <source>Replayed and counted on both sides: %1 transactions with %2 statements and %3 row events, each one executed without an error.</source>
        <translation>已重放并在两侧计数一致：事务 %1 个，语句 %2 条，行事件 %3 个，逐一执行无误。</translation>
    </message>
    <message>
        <source>Reached: %1, where the chain or the place to stop at ends. Rows were counted in the full backup, not again behind the logs.</source>
        <translation>已到达 %1，即备份链或停止位置的终点。行数只在全量备份恢复后核对过，应用日志之后没有再次核对。</translation>
    </message>
    <message>
        <source>The user may not replay binary logs: the right BINLOG REPLAY is missing.</source>
        <translation>该用户不能重放二进制日志：缺少 BINLOG REPLAY 权限。</translation>
    </message>
    <message>
        <source>GRANT BINLOG REPLAY ON *.* TO the user (SUPER before MariaDB 10.5.2), or sign in as another user.</source>
        <translation>请执行 GRANT BINLOG REPLAY ON *.* 授权（MariaDB 10.5.2 之前为 SUPER），或换用其他用户登录。</translation>
    </message>
    <message>
        <source>The log sets %1, which BakFerry does not know.</source>
        <translation>日志设置了 %1，BakFerry 不认识该变量。</translation>
    </message>
    <message>
        <source>%1 is neither a time nor a position in a binary log.</source>
        <translation>%1 既不是时间，也不是二进制日志位点。</translation>
    </message>
    <message>
        <source>Write a time as 2026-11-25 08:30:00, or a position as mysql-bin.000042:328.</source>
        <translation>时间写作 2026-11-25 08:30:00，位点写作 mysql-bin.000042:328。</translation>
    </message>
    <message>
        <source>Binary logs go on top of whole databases, not of single objects, definitions or rows alone.</source>
        <translation>二进制日志只能应用在完整的数据库之上，不能只针对个别对象、仅结构或仅数据。</translation>
    </message>
    <message>
        <source>Restore everything of the databases.</source>
        <translation>请恢复数据库的全部内容。</translation>
    </message>
    <message>
        <source>A chain of backups needs a staging database; it cannot go into the existing one at once.</source>
        <translation>备份链需要暂存库，不能直接恢复到现有数据库。</translation>
    </message>
    <message>
        <source>Leave the option intoExisting out.</source>
        <translation>请去掉选项 intoExisting。</translation>
    </message>
    <message>
        <source>The logs are decoded by %1; it runs nothing.</source>
        <translation>日志由 %1 解码；它不执行任何内容。</translation>
    </message>
    <message>
        <source>The user may replay binary logs.</source>
        <translation>该用户可以重放二进制日志。</translation>
    </message>
    <message>
        <source>The journal of the task does not say what is in staging.</source>
        <translation>任务的日志记录中没有暂存库的信息。</translation>
    </message>
    <message>
        <source>Cancel the task and restore the chain from its full backup on.</source>
        <translation>请取消该任务，从全量备份开始重新恢复备份链。</translation>
    </message>
    <message>
        <source>The staging database %1 is there.</source>
        <translation>暂存库 %1 存在。</translation>
    </message>
    <message>
        <source>The staging database %1 of this task is gone.</source>
        <translation>该任务的暂存库 %1 已不存在。</translation>
    </message>
    <message>
        <source>The full backup does not say what its database is called on the server that wrote the logs.</source>
        <translation>全量备份中没有说明其数据库在写入日志的服务器上的名称。</translation>
    </message>
    <message>
        <source>Name it with the option logDatabase.</source>
        <translation>请用选项 logDatabase 指定。</translation>
    </message>
    <message>
        <source>The full backup does not say its position in the binary logs; none can be put on top of it later.</source>
        <translation>全量备份中没有二进制日志位点，之后无法在其上应用日志。</translation>
    </message>
    <message>
        <source>The full backup does not say the default character set of its database; tables that the logs make without one get that of the target.</source>
        <translation>全量备份没有说明数据库的默认字符集；日志中未指定字符集而创建的表将采用目标的默认字符集。</translation>
    </message>
    <message>
        <source>Make sure that both defaults are the same, or make the full backup with --databases.</source>
        <translation>请确认两者默认字符集一致，或用 --databases 重新生成全量备份。</translation>
    </message>
    <message>
        <source>a time (2026-11-25 08:30:00) or a position (mysql-bin.000042:328)</source>
        <translation>时间（2026-11-25 08:30:00）或位点（mysql-bin.000042:328）</translation>
    </message>
    <message>
        <source>Database in the binary logs</source>
        <translation>二进制日志中的数据库名</translation>
    </message>
    <message>
        <source>What the database was called on the server that wrote the logs; only needed where the full backup does not say.</source>
        <translation>该数据库在写入日志的服务器上的名称；仅当全量备份没有说明时需要。</translation>
    </message>
    <message>
        <source>Is checked when you continue.</source>
        <translation>继续时检查。</translation>
    </message>
    <message>
        <source>Everything given so far is in staging and verified; the target is as it was.</source>
        <translation>已给出的备份均已进入暂存库并通过校验；目标库保持原样。</translation>
    </message>
    <message>
        <source>Continue with the next backup of the chain, or complete the restore without one.</source>
        <translation>可继续应用备份链中的下一个备份，或直接完成恢复。</translation>
    </message>
    <message>
        <source>%1 indexes were built side by side.</source>
        <translation>并行建立了 %1 个索引。</translation>
    </message>
    <message>
        <source>The database %1 shall be called %2 by the target and %3 by its new name.</source>
        <translation>数据库 %1 的名称有冲突：目标中写的是 %2，新名称写的是 %3。</translation>
    </message>
    <message>
        <source>One database alone takes the name in the target: write the new name there, and leave the renaming out.</source>
        <translation>只还原一个数据库时以目标中的名称为准：请把新名称写在目标里，不要再指定重命名。</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Which database is restored, where the files hold backups of several.</source>
        <translation>文件中有多个数据库的备份时，还原哪一个。</translation>
    </message>
    <message>
        <source>Full backup to begin with</source>
        <translation>作为起点的完整备份</translation>
    </message>
    <message>
        <source>Number of the file and of the backup in it, such as 1:2, where there are several.</source>
        <translation>有多个完整备份时，写文件的序号和备份在其中的序号，例如 1:2。</translation>
    </message>
    <message>
        <source>Check the files only</source>
        <translation>只检查文件</translation>
    </message>
    <message>
        <source>The precheck asks no server; what only a server can tell is listed as not checkable.</source>
        <translation>预校验不询问服务器；只有服务器才能回答的项列为无法检查。</translation>
    </message>
    <message>
        <source>No server was asked: version, room, rights and the place of the files are not known.</source>
        <translation>没有询问服务器：版本、空间、权限和文件位置均未知。</translation>
    </message>
    <message>
        <source>Give a target, and precheck once more.</source>
        <translation>请给出目标，再执行一次预校验。</translation>
    </message>
    <message>
        <source>SQL Server backup</source>
        <translation>SQL Server 备份</translation>
    </message>
    <message>
        <source>%1 is neither a time nor a log sequence number.</source>
        <translation>%1 既不是时间，也不是日志序列号。</translation>
    </message>
    <message>
        <source>Write a time of the server&apos;s clock as 2026-11-25 08:30:00, or a number as 24000000006800099.</source>
        <translation>时间按服务器的时钟写成 2026-11-25 08:30:00，序列号写成 24000000006800099。</translation>
    </message>
    <message>
        <source>a time of the server&apos;s clock (2026-11-25 08:30:00) or a log sequence number (24000000006800099)</source>
        <translation>服务器时钟的时间（2026-11-25 08:30:00）或日志序列号（24000000006800099）</translation>
    </message>
    <message>
        <source>A backup of %1, which is not restored.</source>
        <translation>这是 %1 的备份，不在还原之列。</translation>
    </message>
    <message>
        <source>It is not whole.</source>
        <translation>它不完整。</translation>
    </message>
    <message>
        <source>The backups %1 and %2 are the same one.</source>
        <translation>备份 %1 和 %2 是同一个。</translation>
    </message>
    <message>
        <source>Leave one of the files out.</source>
        <translation>请去掉其中一个文件。</translation>
    </message>
    <message>
        <source>Backup %1 holds single files of %2, or is of an unknown kind, and cannot be restored as a database.</source>
        <translation>备份 %1 只含 %2 的部分文件，或类型未知，不能作为数据库还原。</translation>
    </message>
    <message>
        <source>Restore it by hand with RESTORE DATABASE … FILE or FILEGROUP.</source>
        <translation>请用 RESTORE DATABASE … FILE 或 FILEGROUP 手工还原。</translation>
    </message>
    <message>
        <source>Backup %1 is of another database that is also called %2: it was not made from the one of the full backup.</source>
        <translation>备份 %1 属于另一个也叫 %2 的数据库，不是完整备份的那一个。</translation>
    </message>
    <message>
        <source>Give backups of one database only.</source>
        <translation>请只给出同一个数据库的备份。</translation>
    </message>
    <message>
        <source>Another full backup; it is not needed.</source>
        <translation>另一个完整备份，用不到。</translation>
    </message>
    <message>
        <source>It goes on top of another full backup.</source>
        <translation>它以另一个完整备份为基础。</translation>
    </message>
    <message>
        <source>Differential backup %1 goes on top of the full backup with the checkpoint %2, which was not given; the one given has %3.</source>
        <translation>差异备份 %1 以检查点为 %2 的完整备份为基础，但没有给出它；给出的完整备份检查点为 %3。</translation>
    </message>
    <message>
        <source>Give the last full backup before it that was not made with COPY_ONLY: only such a one is a base.</source>
        <translation>请给出在它之前最后一个非 COPY_ONLY 的完整备份：只有这样的备份才能作为基础。</translation>
    </message>
    <message>
        <source>Give the full backup it was made after, or leave it out.</source>
        <translation>请给出它所依据的完整备份，或去掉它。</translation>
    </message>
    <message>
        <source>Log backup %1 overlaps the one before it: it begins at %2.</source>
        <translation>日志备份 %1 与前一个重叠：它从 %2 开始。</translation>
    </message>
    <message>
        <source>The server passes over what is restored already. Two jobs seem to back up this log; each needs the files of the other.</source>
        <translation>服务器会跳过已还原的部分。似乎有两个作业在备份此日志，各自都需要对方的文件。</translation>
    </message>
    <message>
        <source>Log backup %1 belongs to another history of %2: the database was restored to an earlier point in between.</source>
        <translation>日志备份 %1 属于 %2 的另一条历史：期间数据库曾被还原到较早的时间点。</translation>
    </message>
    <message>
        <source>Give the log backups of one history only.</source>
        <translation>请只给出同一条历史的日志备份。</translation>
    </message>
    <message>
        <source>Log is missing between %1 and %2: log backup %3 does not join.</source>
        <translation>%1 与 %2 之间缺少日志：日志备份 %3 接不上。</translation>
    </message>
    <message>
        <source>Give the log backups in between, or a differential backup behind the gap.</source>
        <translation>请给出中间的日志备份，或缺口之后的差异备份。</translation>
    </message>
    <message>
        <source>No log backup reaches %1: a restore can stop inside a log only.</source>
        <translation>没有日志备份到达 %1：还原只能停在日志之中。</translation>
    </message>
    <message>
        <source>Give the log backups up to there, or leave the place to stop at out.</source>
        <translation>请给出直到该处的日志备份，或不指定停止位置。</translation>
    </message>
    <message>
        <source>Not needed: a later backup covers it, or it lies behind the place to stop at.</source>
        <translation>用不到：已被后面的备份涵盖，或位于停止位置之后。</translation>
    </message>
    <message>
        <source>Not needed: what it holds is restored already, or lies behind the place to stop at.</source>
        <translation>用不到：其内容已还原，或位于停止位置之后。</translation>
    </message>
    <message>
        <source>Restored will be %1: full backup %2, %3 differential and %4 log backups, up to log sequence number %5 (%6).</source>
        <translation>将还原 %1：完整备份 %2、%3 个差异备份和 %4 个日志备份，直到日志序列号 %5（%6）。</translation>
    </message>
    <message>
        <source>full backup, copy only</source>
        <translation>完整备份（仅复制）</translation>
    </message>
    <message>
        <source>full backup</source>
        <translation>完整备份</translation>
    </message>
    <message>
        <source>differential backup</source>
        <translation>差异备份</translation>
    </message>
    <message>
        <source>log backup, copy only</source>
        <translation>日志备份（仅复制）</translation>
    </message>
    <message>
        <source>log backup</source>
        <translation>日志备份</translation>
    </message>
    <message>
        <source>backup of single files</source>
        <translation>部分文件的备份</translation>
    </message>
    <message>
        <source>differential backup of single files</source>
        <translation>部分文件的差异备份</translation>
    </message>
    <message>
        <source>partial backup</source>
        <translation>部分备份</translation>
    </message>
    <message>
        <source>partial differential backup</source>
        <translation>部分差异备份</translation>
    </message>
    <message>
        <source>backup of an unknown kind</source>
        <translation>类型未知的备份</translation>
    </message>
    <message>
        <source>It holds: %1.</source>
        <translation>其中有：%1。</translation>
    </message>
    <message>
        <source>Restore the database %1</source>
        <translation>还原数据库 %1</translation>
    </message>
    <message>
        <source>The files hold backups of %1 databases: %2.</source>
        <translation>文件中有 %1 个数据库的备份：%2。</translation>
    </message>
    <message>
        <source>Choose which one is restored with the option &quot;database&quot;; each one needs a task of its own.</source>
        <translation>请用选项“database”选定还原哪一个；每个数据库需要各自的任务。</translation>
    </message>
    <message>
        <source>No usable full backup of %1 was given; nothing can be restored without one.</source>
        <translation>没有给出 %1 的可用完整备份；没有它什么也无法还原。</translation>
    </message>
    <message>
        <source>Give the full backup that the others go on top of, with all its stripes.</source>
        <translation>请给出其他备份所依据的完整备份，以及它的所有条带。</translation>
    </message>
    <message>
        <source>The files hold %1 full backups of %2.</source>
        <translation>文件中有 %2 的 %1 个完整备份。</translation>
    </message>
    <message>
        <source>Choose which one to begin with by the option &quot;fullBackup&quot;.</source>
        <translation>请用选项“fullBackup”选定从哪一个开始。</translation>
    </message>
    <message>
        <source>Begin with backup %1, finished at %2</source>
        <translation>从备份 %1 开始，完成于 %2</translation>
    </message>
    <message>
        <source>What was changed after log sequence number %1 comes from the backups on top.</source>
        <translation>日志序列号 %1 之后的更改来自后续备份。</translation>
    </message>
    <message>
        <source>There is no usable full backup %1 of %2.</source>
        <translation>%2 没有可用的完整备份 %1。</translation>
    </message>
    <message>
        <source>Write the number of the file, a colon and the number of the backup in it.</source>
        <translation>请写文件的序号、冒号和备份在其中的序号。</translation>
    </message>
    <message>
        <source>The place to stop at, %1, lies before the end of the first full backup (%2, log sequence number %3).</source>
        <translation>停止位置 %1 早于第一个完整备份的结束（%2，日志序列号 %3）。</translation>
    </message>
    <message>
        <source>Choose a later place, or give an earlier full backup.</source>
        <translation>请选择更晚的位置，或给出更早的完整备份。</translation>
    </message>
    <message>
        <source>Stripes of different media sets were given together: %1.</source>
        <translation>一起给出了不同介质集的条带：%1。</translation>
    </message>
    <message>
        <source>Give all stripes of one backup; they carry the same media set.</source>
        <translation>请给出同一备份的所有条带；它们的介质集相同。</translation>
    </message>
    <message>
        <source>%1 and %2 are the same file of one media set, or copies of it.</source>
        <translation>%1 和 %2 是同一介质集的同一个文件，或其副本。</translation>
    </message>
    <message>
        <source>Leave one of them out: the larger one holds all backups of the other.</source>
        <translation>请去掉其中一个：较大的包含另一个的所有备份。</translation>
    </message>
    <message>
        <source>%1 is one of %2 stripes of its backup: stripe %3 of %2 missing.</source>
        <translation>%1 是其备份的 %2 个条带之一：缺少第 %3 个条带（共 %2 个）。</translation>
    </message>
    <message>
        <source>Give all files of the media set %1 together.</source>
        <translation>请一起给出介质集 %1 的所有文件。</translation>
    </message>
    <message>
        <source>The stripes of the media set of %1 do not hold the same backups.</source>
        <translation>%1 所在介质集的各条带内容不是同样的备份。</translation>
    </message>
    <message>
        <source>Give stripes that were written together.</source>
        <translation>请给出同时写成的条带。</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>备份者</translation>
    </message>
    <message>
        <source>Copy only</source>
        <translation>仅复制</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>已压缩</translation>
    </message>
    <message>
        <source>Media set</source>
        <translation>介质集</translation>
    </message>
    <message>
        <source>Stripe</source>
        <translation>条带</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Pages of data</source>
        <translation>数据页</translation>
    </message>
    <message>
        <source>Copy the backup once more from where it was made, or take another one.</source>
        <translation>请从备份产生处重新复制，或换另一个备份。</translation>
    </message>
    <message>
        <source>%1 is protected by a password of the media set or the backup.</source>
        <translation>%1 受介质集密码或备份密码保护。</translation>
    </message>
    <message>
        <source>Only SQL Server up to 2008 R2 restores it, WITH MEDIAPASSWORD or PASSWORD; later versions have no such option.</source>
        <translation>只有 SQL Server 2008 R2 及更早版本能用 WITH MEDIAPASSWORD 或 PASSWORD 还原；之后的版本没有此选项。</translation>
    </message>
    <message>
        <source>%1 is encrypted: what is in it cannot be proven without the key.</source>
        <translation>%1 已加密：没有密钥无法证明其内容。</translation>
    </message>
    <message>
        <source>Make sure that the target has the certificate or asymmetric key it was encrypted with.</source>
        <translation>请确认目标有加密时所用的证书或非对称密钥。</translation>
    </message>
    <message>
        <source>%1 lies inside a compressed file, which a server cannot read.</source>
        <translation>%1 在一个压缩文件里，服务器无法读取。</translation>
    </message>
    <message>
        <source>Unpack it where the server reads it.</source>
        <translation>请在服务器读取的位置解压它。</translation>
    </message>
    <message>
        <source>%1: every block from the first to the last byte is there, in its place, and its header is right (%2 backup sets).</source>
        <translation>%1：从第一个到最后一个字节的每个块都在、位置正确、块头校验无误（%2 个备份集）。</translation>
    </message>
    <message>
        <source>The server broke backup set %2 of %1 off.</source>
        <translation>服务器中断了 %1 的备份集 %2。</translation>
    </message>
    <message>
        <source>The file was perhaps changed after it was written. Let a server check it with RESTORE VERIFYONLY.</source>
        <translation>文件写成之后可能被改动过。请让服务器用 RESTORE VERIFYONLY 检查。</translation>
    </message>
    <message>
        <source>%1 does not say whether it is one of several stripes.</source>
        <translation>%1 没有说明它是否为多个条带之一。</translation>
    </message>
    <message>
        <source>Let a server tell with RESTORE LABELONLY.</source>
        <translation>请让服务器用 RESTORE LABELONLY 查看。</translation>
    </message>
    <message>
        <source>%1: %2 zero bytes lie behind the last backup set.</source>
        <translation>%1：最后一个备份集之后有 %2 个零字节。</translation>
    </message>
    <message>
        <source>Backup %1 holds %2 of %3 pages of data and %4 of %5 pages of log.</source>
        <translation>备份 %1 只有 %3 个数据页中的 %2 个和 %5 个日志页中的 %4 个。</translation>
    </message>
    <message>
        <source>Backup %1 holds %2 pages of data (%3 announced) and %4 pages of log (%5 announced).</source>
        <translation>备份 %1 有 %2 个数据页（声明 %3 个）和 %4 个日志页（声明 %5 个）。</translation>
    </message>
    <message>
        <source>Backup %1: a stream of pages does not hold a whole number of them.</source>
        <translation>备份 %1：有一个页流的长度不是整数页。</translation>
    </message>
    <message>
        <source>Let a server check it with RESTORE VERIFYONLY.</source>
        <translation>请让服务器用 RESTORE VERIFYONLY 检查。</translation>
    </message>
    <message>
        <source>Backup %1 is damaged: %2 of its checksums are wrong and %3 are missing.</source>
        <translation>备份 %1 已损坏：%2 个校验和错误，%3 个缺失。</translation>
    </message>
    <message>
        <source>Backup %1: all %2 checksums over data and log were recomputed and are right.</source>
        <translation>备份 %1：数据和日志的全部 %2 个校验和已重新计算，均正确。</translation>
    </message>
    <message>
        <source>Backup %1 was made WITH CHECKSUM, but holds none.</source>
        <translation>备份 %1 以 WITH CHECKSUM 生成，但其中没有校验和。</translation>
    </message>
    <message>
        <source>Backup %1 holds %2 damaged pages; the first ones (file:page): %3.</source>
        <translation>备份 %1 有 %2 个损坏的页；最前面的（文件:页）：%3。</translation>
    </message>
    <message>
        <source>Backup %1: %2 pages agree with their checksum, %3 with their torn-page bits; %4 carry neither, %5 were never used.</source>
        <translation>备份 %1：%2 个页与校验和一致，%3 个与残缺页位一致；%4 个两者皆无，%5 个从未使用。</translation>
    </message>
    <message>
        <source>Backup %1 was made without checksums: %2 pages of data and %3 pages of log cannot be proven.</source>
        <translation>备份 %1 生成时没有校验和：%2 个数据页和 %3 个日志页无法证明。</translation>
    </message>
    <message>
        <source>Run DBCC CHECKDB after the restore; make backups WITH CHECKSUM.</source>
        <translation>请在还原后运行 DBCC CHECKDB；备份时请用 WITH CHECKSUM。</translation>
    </message>
    <message>
        <source>Names in the backup hold control characters or are longer than a server allows: %1.</source>
        <translation>备份中的名称含控制字符，或超过服务器允许的长度：%1。</translation>
    </message>
    <message>
        <source>No server writes such names. Make sure where this file comes from.</source>
        <translation>没有服务器会写出这样的名称。请查明此文件的来源。</translation>
    </message>
    <message>
        <source>The database had files on the network: %1.</source>
        <translation>该数据库曾有位于网络上的文件：%1。</translation>
    </message>
    <message>
        <source>Every file is moved to a folder of the target&apos;s own; a server that opened such a path would sign in there with its account.</source>
        <translation>每个文件都会移到目标自己的文件夹；服务器若打开这样的路径，会用自己的账户在那里登录。</translation>
    </message>
    <message>
        <source>Names with brackets, quotes or semicolons are only ever used quoted: %1.</source>
        <translation>含方括号、引号或分号的名称一律加引用后使用：%1。</translation>
    </message>
    <message>
        <source>Choose what BACKUP DATABASE or BACKUP LOG wrote.</source>
        <translation>请选择 BACKUP DATABASE 或 BACKUP LOG 写出的文件。</translation>
    </message>
    <message>
        <source>%1: a text of the block %2 at byte %3 lies outside of its block.</source>
        <translation>%1：位于字节 %3 的块 %2 有一段文字落在块外。</translation>
    </message>
    <message>
        <source>%1 does not begin with the head of a media set, but with %2 at byte %3.</source>
        <translation>%1 不是以介质集头开始，而是在字节 %3 处以 %2 开始。</translation>
    </message>
    <message>
        <source>%1 is damaged: the block %2 at byte %3 stands in a wrong place.</source>
        <translation>%1 已损坏：位于字节 %3 的块 %2 位置不对。</translation>
    </message>
    <message>
        <source>%1 is damaged: blocks are missing in front of %2 at byte %3.</source>
        <translation>%1 已损坏：在字节 %3 的 %2 之前缺少块。</translation>
    </message>
    <message>
        <source>%1 is damaged: the block %2 at byte %3 does not lie where it was written; bytes are missing or were put in before it.</source>
        <translation>%1 已损坏：位于字节 %3 的块 %2 不在写入时的位置；之前缺少或多出了字节。</translation>
    </message>
    <message>
        <source>%1: backup set %2 follows backup set %3.</source>
        <translation>%1：备份集 %3 之后是备份集 %2。</translation>
    </message>
    <message>
        <source>%1: the filemark at byte %2 counts %3 others, which does not fit to %4 backup sets.</source>
        <translation>%1：字节 %2 处的文件标记计数为 %3，与 %4 个备份集不符。</translation>
    </message>
    <message>
        <source>%1: the description of backup set %2 does not make sense as a whole; what it says may be wrong.</source>
        <translation>%1：备份集 %2 的描述整体上讲不通；其内容可能有误。</translation>
    </message>
    <message>
        <source>%1: the two descriptions of backup set %2 differ: one of them was changed.</source>
        <translation>%1：备份集 %2 的两份描述不一致：其中一份被改动过。</translation>
    </message>
    <message>
        <source>%1 is the head of a media set without any backup in it.</source>
        <translation>%1 只是介质集头，其中没有备份。</translation>
    </message>
    <message>
        <source>Take another backup.</source>
        <translation>请换另一个备份。</translation>
    </message>
    <message>
        <source>%1 is incomplete: the end of backup set %2 is missing.</source>
        <translation>%1 不完整：缺少备份集 %2 的结尾。</translation>
    </message>
    <message>
        <source>%1 holds a record of an unknown kind at byte %2: perhaps damaged, perhaps compressed in a way that BakFerry does not know.</source>
        <translation>%1 在字节 %2 处有类型未知的记录：可能已损坏，也可能用了 BakFerry 不认识的压缩方式。</translation>
    </message>
    <message>
        <source>%1 is damaged: the compressed record before byte %2 does not decode.</source>
        <translation>%1 已损坏：字节 %2 之前的压缩记录无法解码。</translation>
    </message>
    <message>
        <source>%1 is no SQL Server backup: it begins neither with the head of a media set nor with a compressed one.</source>
        <translation>%1 不是 SQL Server 备份：既不以介质集头开始，也不以压缩的介质集头开始。</translation>
    </message>
    <message>
        <source>%1 is compressed or encrypted in a way that BakFerry does not know: nothing of it can be read.</source>
        <translation>%1 以 BakFerry 不认识的方式压缩或加密：其内容无法读取。</translation>
    </message>
    <message>
        <source>Let a server tell what it is with RESTORE HEADERONLY.</source>
        <translation>请让服务器用 RESTORE HEADERONLY 查看它是什么。</translation>
    </message>
    <message>
        <source>%1 is incomplete: the backup breaks off at byte %2, inside what begins at byte %3.</source>
        <translation>%1 不完整：备份在字节 %2 处中断，位于从字节 %3 开始的部分之内。</translation>
    </message>
    <message>
        <source>%1 is damaged: the checksum of the block %2 at byte %3 is wrong.</source>
        <translation>%1 已损坏：位于字节 %3 的块 %2 校验和错误。</translation>
    </message>
    <message>
        <source>%1 is damaged: the block %2 at byte %3 makes no sense.</source>
        <translation>%1 已损坏：位于字节 %3 的块 %2 没有意义。</translation>
    </message>
    <message>
        <source>%1 is damaged: where %2 is expected at byte %3, there are zeros.</source>
        <translation>%1 已损坏：字节 %3 处应为 %2，却是零。</translation>
    </message>
    <message>
        <source>%1 is damaged: the checksum of the stream %2 at byte %3 is wrong.</source>
        <translation>%1 已损坏：位于字节 %3 的流 %2 校验和错误。</translation>
    </message>
    <message>
        <source>%1 is damaged: the length of the stream %2 at byte %3 makes no sense.</source>
        <translation>%1 已损坏：位于字节 %3 的流 %2 长度没有意义。</translation>
    </message>
    <message>
        <source>The backup holds rows of %1, but not its definition.</source>
        <translation>备份中有 %1 的数据行，但没有它的定义。</translation>
    </message>
    <message>
        <source>Take a backup that holds the definitions as well, or choose rows only, for a database that has the tables.</source>
        <translation>请使用包含定义的备份，或者选择“仅数据行”，恢复到已有这些表的数据库中。</translation>
    </message>
    <message>
        <source>The backup holds definitions only: its tables will be empty.</source>
        <translation>备份只包含定义：恢复后的表将是空的。</translation>
    </message>
    <message>
        <source>Make sure that this is the backup you mean; there may be another one that holds the rows.</source>
        <translation>请确认这就是您想要的备份；数据行可能在另一个备份中。</translation>
    </message>
    <message>
        <source>BakFerry talks to the server through libpq %1.</source>
        <translation>BakFerry 通过 libpq %1 与服务器通信。</translation>
    </message>
    <message>
        <source>BakFerry talks to the server through libpq %1, which a hostile server could attack (CVE-2025-12818).</source>
        <translation>BakFerry 通过 libpq %1 与服务器通信，恶意服务器可能攻击这个版本（CVE-2025-12818）。</translation>
    </message>
    <message>
        <source>Update the libpq package of this machine, or go on only if you trust the server and the network to it.</source>
        <translation>请更新本机的 libpq 软件包；或者仅在信任该服务器及其网络时继续。</translation>
    </message>
    <message>
        <source>The file %1 of the client certificate cannot be read.</source>
        <translation>无法读取客户端证书的文件 %1。</translation>
    </message>
    <message>
        <source>Check the path and who may read the file.</source>
        <translation>请检查路径以及谁可以读取该文件。</translation>
    </message>
    <message>
        <source>The private key %1 is encrypted, and no passphrase was given.</source>
        <translation>私钥 %1 已加密，但没有提供口令。</translation>
    </message>
    <message>
        <source>The passphrase does not open the private key %1.</source>
        <translation>口令打不开私钥 %1。</translation>
    </message>
    <message>
        <source>Enter the passphrase of the key.</source>
        <translation>请输入私钥的口令。</translation>
    </message>
    <message>
        <source>The file %1 holds no %2 in PEM format.</source>
        <translation>文件 %1 中没有 PEM 格式的 %2。</translation>
    </message>
    <message>
        <source>Choose the files as they were issued for this user, or convert them to PEM.</source>
        <translation>请选择签发给该用户的文件，或将其转换为 PEM 格式。</translation>
    </message>
    <message>
        <source>The private key %1 does not belong to the client certificate.</source>
        <translation>私钥 %1 与客户端证书不配对。</translation>
    </message>
    <message>
        <source>Choose the key and the certificate that were issued together.</source>
        <translation>请选择一同签发的私钥和证书。</translation>
    </message>
    <message>
        <source>A client certificate and its private key go together; one of them is not named.</source>
        <translation>客户端证书和私钥必须成对，其中一个没有指定。</translation>
    </message>
    <message>
        <source>Name both files, or neither.</source>
        <translation>两个文件都指定，或都不指定。</translation>
    </message>
    <message>
        <source>The private key %1 is open to other users.</source>
        <translation>私钥 %1 可被其他用户读取。</translation>
    </message>
    <message>
        <source>The file %2 in the target %1 is no absolute path.</source>
        <translation>目标 %1 中的文件 %2 不是绝对路径。</translation>
    </message>
    <message>
        <source>The target %1 has a setting that is not known behind its “?”: only sslmode, sslrootcert, sslcert and sslkey may stand there; write %3F for a question mark in a name.</source>
        <translation>目标 %1 的“?”后面有不认识的设置：那里只能写 sslmode、sslrootcert、sslcert 和 sslkey；名称中的问号请写作 %3F。</translation>
    </message>
    <message>
        <source>A restore into %1 is no script that somebody else could run.</source>
        <translation>还原到 %1 不能写成供他人运行的脚本。</translation>
    </message>
    <message>
        <source>Restore with BakFerry, or with the client program of the database.</source>
        <translation>请用 BakFerry 或数据库自带的客户端程序还原。</translation>
    </message>
    <message>
        <source>What was replayed so far is not gone on with: the chain has to be restored again from its full backup on.</source>
        <translation>已经重放的部分不会接着用：需要从完整备份开始重新还原整个备份链。</translation>
    </message>
    <message>
        <source>The server restores %1.</source>
        <translation>服务器正在还原 %1。</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>服务器说：%1</translation>
    </message>
    <message>
        <source>The server speaks of %1 pages that it restored, the header of the backup of %2.</source>
        <translation>服务器称还原了 %1 页，而备份头中为 %2 页。</translation>
    </message>
    <message>
        <source>The server restored %1 pages; the header of the backup names %2.</source>
        <translation>服务器还原了 %1 页；备份头中为 %2 页。</translation>
    </message>
    <message>
        <source>The server has restored all that was given and waits for the next backup (NORECOVERY).</source>
        <translation>服务器已还原给定的全部内容，正等待下一个备份（NORECOVERY）。</translation>
    </message>
    <message>
        <source>The server recovers the database.</source>
        <translation>服务器正在恢复数据库。</translation>
    </message>
    <message>
        <source>The name %1 holds what sqlcmd would read as its own command (a line&apos;s end, or “$(”), so no script is written.</source>
        <translation>名称 %1 含有 sqlcmd 会当作自身命令的内容（换行或“$(”），因此不写脚本。</translation>
    </message>
    <message>
        <source>Restore with BakFerry, which sends names to the server only.</source>
        <translation>请用 BakFerry 还原，它只把名称发送给服务器。</translation>
    </message>
    <message>
        <source>The given files hold no full backup to begin with.</source>
        <translation>给定的文件中没有可作为起点的完整备份。</translation>
    </message>
    <message>
        <source>Add the full backup of this database.</source>
        <translation>请加入该数据库的完整备份。</translation>
    </message>
    <message>
        <source>The restored database stays under its staging name, to be looked at.</source>
        <translation>还原的数据库以暂存名称保留，供您查看。</translation>
    </message>
    <message>
        <source>The server has recovered the database and shows it as ONLINE.</source>
        <translation>服务器已恢复该数据库，并显示为 ONLINE。</translation>
    </message>
    <message>
        <source>After the restore the server shows %1 as %2, not as ONLINE.</source>
        <translation>还原后服务器把 %1 显示为 %2，而不是 ONLINE。</translation>
    </message>
    <message>
        <source>Files of the backup are not among those of the restored database: %1</source>
        <translation>备份中的文件不在还原数据库的文件之中：%1</translation>
    </message>
    <message>
        <source>All %1 files of the backup are files of the restored database, where they were put.</source>
        <translation>备份的全部 %1 个文件都是还原数据库的文件，且位于指定位置。</translation>
    </message>
    <message>
        <source>The pages and indexes of the restored database were not checked (DBCC CHECKDB).</source>
        <translation>没有检查还原数据库的页和索引（DBCC CHECKDB）。</translation>
    </message>
    <message>
        <source>Run DBCC CHECKDB on it when there is time.</source>
        <translation>请在有时间时对它运行 DBCC CHECKDB。</translation>
    </message>
    <message>
        <source>DBCC CHECKDB found no fault in the restored database.</source>
        <translation>DBCC CHECKDB 在还原的数据库中没有发现错误。</translation>
    </message>
    <message>
        <source>DBCC CHECKDB found faults in the restored database.</source>
        <translation>DBCC CHECKDB 在还原的数据库中发现了错误。</translation>
    </message>
    <message>
        <source>The database brings assemblies (CLR) along: %1. What they do is beyond what can be seen here.</source>
        <translation>数据库带有程序集（CLR）：%1。它们做什么，从这里看不出来。</translation>
    </message>
    <message>
        <source>Database triggers are active: %1. They run when objects of the database are changed.</source>
        <translation>数据库触发器处于启用状态：%1。更改数据库对象时它们会运行。</translation>
    </message>
    <message>
        <source>%1 users of the database have no login on this server: %2. Create the login with the same SID, or run: ALTER USER [name] WITH LOGIN = [login]</source>
        <translation>数据库的 %1 个用户在该服务器上没有登录名：%2。请以相同 SID 创建登录名，或运行：ALTER USER [用户] WITH LOGIN = [登录名]</translation>
    </message>
    <message>
        <source>The database holds %1 tables, %2 assemblies and %3 active database triggers.</source>
        <translation>数据库含有 %1 个表、%2 个程序集和 %3 个启用的数据库触发器。</translation>
    </message>
    <message>
        <source>A backup does not carry logins, linked servers and agent jobs, and a restored database has TRUSTWORTHY and Service Broker switched off.</source>
        <translation>备份不含登录名、链接服务器和代理作业；还原后的数据库关闭了 TRUSTWORTHY 和 Service Broker。</translation>
    </message>
    <message>
        <source>On the source server these list them: %1</source>
        <translation>在源服务器上可用下列语句列出它们：%1</translation>
    </message>
    <message>
        <source>TRUSTWORTHY is on: code of the database may act outside of it. Switch it off: ALTER DATABASE … SET TRUSTWORTHY OFF</source>
        <translation>TRUSTWORTHY 已开启：数据库中的代码可能在库外起作用。请关闭：ALTER DATABASE … SET TRUSTWORTHY OFF</translation>
    </message>
    <message>
        <source>Service Broker is on: procedures of the database may start by themselves. Switch it off: ALTER DATABASE … SET DISABLE_BROKER</source>
        <translation>Service Broker 已开启：数据库的存储过程可能自行启动。请关闭：ALTER DATABASE … SET DISABLE_BROKER</translation>
    </message>
    <message>
        <source>Server version</source>
        <translation>服务器版本</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>发行版</translation>
    </message>
    <message>
        <source>Format version</source>
        <translation>格式版本</translation>
    </message>
    <message>
        <source>Compatibility</source>
        <translation>兼容级别</translation>
    </message>
    <message>
        <source>Kind (D/I/L)</source>
        <translation>类型（D/I/L）</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Backup name</source>
        <translation>备份名称</translation>
    </message>
    <message>
        <source>Created at</source>
        <translation>建库时间</translation>
    </message>
    <message>
        <source>Begun at</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>UTC offset, min</source>
        <translation>UTC 偏移（分）</translation>
    </message>
    <message>
        <source>Backup size</source>
        <translation>备份大小</translation>
    </message>
    <message>
        <source>First LSN</source>
        <translation>首个 LSN</translation>
    </message>
    <message>
        <source>Last LSN</source>
        <translation>最后 LSN</translation>
    </message>
    <message>
        <source>Checkpoint LSN</source>
        <translation>检查点 LSN</translation>
    </message>
    <message>
        <source>Base LSN</source>
        <translation>基准 LSN</translation>
    </message>
    <message>
        <source>Checksums</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>条带总数</translation>
    </message>
    <message>
        <source>Media name</source>
        <translation>介质名称</translation>
    </message>
    <message>
        <source>All backups</source>
        <translation>所有备份</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Backup %1: %2 pages are encrypted (TDE), and their checksums cannot be recomputed.</source>
        <translation>备份 %1：%2 个页已加密（TDE），无法重新计算其校验和。</translation>
    </message>
    <message>
        <source>The target needs the certificate of the database&apos;s encryption key. Run DBCC CHECKDB after the restore.</source>
        <translation>目标需要数据库加密密钥的证书。请在还原后运行 DBCC CHECKDB。</translation>
    </message>
    <message>
        <source>Folder of the backup files, as the server sees it</source>
        <translation>服务器所见的备份文件夹</translation>
    </message>
    <message>
        <source>The server opens the files itself. Empty: under the same path as this machine.</source>
        <translation>由服务器自己打开文件。留空：与本机相同的路径。</translation>
    </message>
    <message>
        <source>Folder for data files on the server</source>
        <translation>服务器上的数据文件夹</translation>
    </message>
    <message>
        <source>Empty: the server&apos;s default folder.</source>
        <translation>留空：服务器的默认文件夹。</translation>
    </message>
    <message>
        <source>Folder for log files on the server</source>
        <translation>服务器上的日志文件夹</translation>
    </message>
    <message>
        <source>Let the server verify the backups</source>
        <translation>让服务器验证备份</translation>
    </message>
    <message>
        <source>The precheck has the server read them to the end (RESTORE VERIFYONLY).</source>
        <translation>预检查时让服务器把备份读到末尾（RESTORE VERIFYONLY）。</translation>
    </message>
    <message>
        <source>Check the restored database</source>
        <translation>检查还原的数据库</translation>
    </message>
    <message>
        <source>DBCC CHECKDB runs before the database is put in place; it takes long on large ones.</source>
        <translation>数据库就位前运行 DBCC CHECKDB；大型数据库耗时较长。</translation>
    </message>
    <message>
        <source>Let the server read from another machine</source>
        <translation>让服务器从另一台机器读取</translation>
    </message>
    <message>
        <source>For backups on a share: the server&apos;s service account signs in to the machine that holds it.</source>
        <translation>用于共享文件夹上的备份：服务器的服务账户会登录到存放备份的机器。</translation>
    </message>
    <message>
        <source>%1 holds blocks of a kind that BakFerry does not know: %2.</source>
        <translation>%1 中有 BakFerry 不认识的块：%2。</translation>
    </message>
    <message>
        <source>The server does not say what it is.</source>
        <translation>服务器没有说明自己是什么。</translation>
    </message>
    <message>
        <source>Make sure that it is a SQL Server.</source>
        <translation>请确认它是 SQL Server。</translation>
    </message>
    <message>
        <source>Choose a name of 1 to 128 characters that no database of the server&apos;s own has.</source>
        <translation>请选择 1 至 128 个字符、且不与服务器自带数据库重名的名称。</translation>
    </message>
    <message>
        <source>The target has no database name.</source>
        <translation>目标没有数据库名称。</translation>
    </message>
    <message>
        <source>The database name %1 is longer than 128 characters.</source>
        <translation>数据库名称 %1 超过 128 个字符。</translation>
    </message>
    <message>
        <source>The database name %1 holds control characters.</source>
        <translation>数据库名称 %1 含有控制字符。</translation>
    </message>
    <message>
        <source>The database name %1 begins or ends with a blank.</source>
        <translation>数据库名称 %1 以空格开头或结尾。</translation>
    </message>
    <message>
        <source>%1 is a database of the server&apos;s own.</source>
        <translation>%1 是服务器自带的数据库。</translation>
    </message>
    <message>
        <source>The server answered with more than %1 to a question about its databases.</source>
        <translation>对有关数据库的询问，服务器的应答超过了 %1。</translation>
    </message>
    <message>
        <source>Make sure that it is the server you mean.</source>
        <translation>请确认这就是您要连接的服务器。</translation>
    </message>
    <message>
        <source>Use another login for the restore, or change its password; Microsoft&apos;s driver for SQL Server takes more characters than FreeTDS.</source>
        <translation>请用其他登录名还原，或更改其密码；微软的 SQL Server 驱动比 FreeTDS 接受更多字符。</translation>
    </message>
    <message>
        <source>No ODBC driver for SQL Server is installed on this machine.</source>
        <translation>本机没有安装 SQL Server 的 ODBC 驱动。</translation>
    </message>
    <message>
        <source>Install libqt6sql6-odbc, and either Microsoft&apos;s msodbcsql18 or tdsodbc (FreeTDS); odbcinst -q -d lists what is registered.</source>
        <translation>请安装 libqt6sql6-odbc，以及微软的 msodbcsql18 或 tdsodbc（FreeTDS）；odbcinst -q -d 列出已登记的驱动。</translation>
    </message>
    <message>
        <source>%1 is no name or address of a server.</source>
        <translation>%1 不是服务器的名称或地址。</translation>
    </message>
    <message>
        <source>Write the machine&apos;s name or address, and behind a backslash the instance, if it is not the default one.</source>
        <translation>请写机器的名称或地址；若不是默认实例，在反斜杠后写实例名。</translation>
    </message>
    <message>
        <source>Microsoft&apos;s driver takes no root certificate from a file.</source>
        <translation>微软的驱动不能从文件读取根证书。</translation>
    </message>
    <message>
        <source>Add the certificate to those that this machine trusts (update-ca-certificates).</source>
        <translation>请把证书加入本机信任的证书（update-ca-certificates）。</translation>
    </message>
    <message>
        <source>The login holds control characters, or “}” where the driver would take what follows for a setting of its own.</source>
        <translation>登录名含有控制字符，或在驱动会把其后内容当作自身设置的位置含有“}”。</translation>
    </message>
    <message>
        <source>The password holds control characters, or “}” where the driver would take what follows for a setting of its own.</source>
        <translation>密码含有控制字符，或在驱动会把其后内容当作自身设置的位置含有“}”。</translation>
    </message>
    <message>
        <source>The backup comes from a newer release of SQL Server than this server is.</source>
        <translation>备份来自比该服务器更新的 SQL Server 版本。</translation>
    </message>
    <message>
        <source>Restore it on a server of the same release or a newer one.</source>
        <translation>请在相同或更新版本的服务器上还原。</translation>
    </message>
    <message>
        <source>The server cannot open the backup file under the path it was given.</source>
        <translation>服务器无法按给定路径打开备份文件。</translation>
    </message>
    <message>
        <source>Put the file where the server&apos;s service account may read it, and give its folder as the server sees it (option “serverFolder”).</source>
        <translation>请把文件放到服务器的服务账户可读的位置，并给出服务器所见的文件夹（选项“serverFolder”）。</translation>
    </message>
    <message>
        <source>The server could not read the backup to its end.</source>
        <translation>服务器未能把备份读到末尾。</translation>
    </message>
    <message>
        <source>The server&apos;s own words say where. Copy the file to the server again and compare its checksum with that of the original.</source>
        <translation>服务器的原话说明了位置。请重新把文件复制到服务器，并与原文件比较校验和。</translation>
    </message>
    <message>
        <source>The server says that this backup does not join what was restored before it.</source>
        <translation>服务器表示该备份与此前已还原的内容不衔接。</translation>
    </message>
    <message>
        <source>The server&apos;s own words name the position that is missing.</source>
        <translation>服务器的原话指出了缺失的位置。</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log: was it restarted, or was the session ended? Then start the task again.</source>
        <translation>请查看服务器日志：服务器是否重启过，或会话是否被结束？然后重新开始任务。</translation>
    </message>
    <message>
        <source>The server %1 does not open the database that was asked for.</source>
        <translation>服务器 %1 打不开所请求的数据库。</translation>
    </message>
    <message>
        <source>The server %1 refused the login %2 or its password.</source>
        <translation>服务器 %1 拒绝了登录名 %2 或其密码。</translation>
    </message>
    <message>
        <source>Check login and password, and that the server allows SQL Server authentication. BakFerry does not try again by itself, so that no login is locked.</source>
        <translation>请检查登录名和密码，以及服务器是否允许 SQL Server 身份验证。BakFerry 不会自行重试，以免登录名被锁定。</translation>
    </message>
    <message>
        <source>End sessions that are not needed.</source>
        <translation>请结束不需要的会话。</translation>
    </message>
    <message>
        <source>No encrypted connection with a certificate that can be trusted came about with %1.</source>
        <translation>未能与 %1 建立使用可信证书的加密连接。</translation>
    </message>
    <message>
        <source>Name the authority that signed the server&apos;s certificate as root certificate, check the host name, or allow a weaker encryption for this connection if you know the way to the server is safe.</source>
        <translation>请把签发服务器证书的机构指定为根证书，检查主机名；若确知到服务器的线路安全，也可为此连接允许较弱的加密。</translation>
    </message>
    <message>
        <source>What listens on %1 did not answer as a SQL Server does.</source>
        <translation>%1 上的监听者没有像 SQL Server 那样应答。</translation>
    </message>
    <message>
        <source>Check host and port, and whether the server demands encryption.</source>
        <translation>请检查主机和端口，以及服务器是否要求加密。</translation>
    </message>
    <message>
        <source>There is not enough room on the server.</source>
        <translation>服务器空间不足。</translation>
    </message>
    <message>
        <source>Free space on the server, or choose another folder for the files (options “dataFolder”, “logFolder”).</source>
        <translation>请在服务器上腾出空间，或为文件选择其他文件夹（选项“dataFolder”“logFolder”）。</translation>
    </message>
    <message>
        <source>The server does not let this login do it.</source>
        <translation>服务器不允许该登录名这样做。</translation>
    </message>
    <message>
        <source>Other sessions use the database.</source>
        <translation>有其他会话正在使用该数据库。</translation>
    </message>
    <message>
        <source>A file or a name of the restored database is in use by another database.</source>
        <translation>还原数据库的某个文件或名称已被其他数据库占用。</translation>
    </message>
    <message>
        <source>Choose another folder or another name.</source>
        <translation>请选择其他文件夹或其他名称。</translation>
    </message>
    <message>
        <source>Check the spelling, or give an address.</source>
        <translation>请检查拼写，或改用地址。</translation>
    </message>
    <message>
        <source>Check host and port, and whether the server runs and accepts TCP/IP.</source>
        <translation>请检查主机和端口，以及服务器是否在运行并接受 TCP/IP。</translation>
    </message>
    <message>
        <source>Check the network and firewalls between this machine and the server.</source>
        <translation>请检查本机与服务器之间的网络和防火墙。</translation>
    </message>
    <message>
        <source>A database %1 came into being while the backup was being restored.</source>
        <translation>还原期间出现了数据库 %1。</translation>
    </message>
    <message>
        <source>Restore under another name, or overwrite it.</source>
        <translation>请以其他名称还原，或覆盖它。</translation>
    </message>
    <message>
        <source>The database %1 is in use by %2 sessions: %3.</source>
        <translation>数据库 %1 正被 %2 个会话使用：%3。</translation>
    </message>
    <message>
        <source>Let them end, or choose to end them, then start the task again.</source>
        <translation>请等它们结束，或选择结束它们，然后重新开始任务。</translation>
    </message>
    <message>
        <source>The kept old database has its name again; the server shows it under the number %1 that it always had.</source>
        <translation>保留的旧数据库已恢复原名；服务器显示它仍是原来的编号 %1。</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2; it is %3. Whether the connection is encrypted it does not tell this login.</source>
        <translation>已以 %2 登录 %1；它是 %3。它不告诉该登录名连接是否加密。</translation>
    </message>
    <message>
        <source>The backup does not say which release of SQL Server made it.</source>
        <translation>备份没有说明由哪个版本的 SQL Server 生成。</translation>
    </message>
    <message>
        <source>The server refuses it if it is newer.</source>
        <translation>若版本更新，服务器会拒绝。</translation>
    </message>
    <message>
        <source>The backup was made by SQL Server %1, which is newer than the server: %2.</source>
        <translation>备份由 SQL Server %1 生成，比服务器更新：%2。</translation>
    </message>
    <message>
        <source>Restore it on a server of the same release or a newer one; a backup never goes back to an older release.</source>
        <translation>请在相同或更新版本的服务器上还原；备份绝不能退回到旧版本。</translation>
    </message>
    <message>
        <source>The backup was made by SQL Server %1; %2 brings the database up to its own release, and there is no way back.</source>
        <translation>备份由 SQL Server %1 生成；%2 会把数据库升级到自己的版本，且无法退回。</translation>
    </message>
    <message>
        <source>The backup was made by SQL Server %1; the server is %2.</source>
        <translation>备份由 SQL Server %1 生成；服务器是 %2。</translation>
    </message>
    <message>
        <source>%1 restores no backup files from disks.</source>
        <translation>%1 不能从磁盘还原备份文件。</translation>
    </message>
    <message>
        <source>Restore on a server of your own, or let the script be made and change DISK to URL in it.</source>
        <translation>请在自己的服务器上还原，或生成脚本并把其中的 DISK 改为 URL。</translation>
    </message>
    <message>
        <source>The database has data files of %1, and an Express Edition takes no more than %2.</source>
        <translation>数据库的数据文件共 %1，而 Express 版最多接受 %2。</translation>
    </message>
    <message>
        <source>Restore it on a server of another edition.</source>
        <translation>请在其他版本类型的服务器上还原。</translation>
    </message>
    <message>
        <source>Whether the database uses what this edition lacks (partitions, compression, encryption) is known only when the server recovers it.</source>
        <translation>数据库是否使用了该版本类型没有的功能（分区、压缩、加密），要到服务器恢复它时才知道。</translation>
    </message>
    <message>
        <source>Ask the source server: SELECT feature_name FROM sys.dm_db_persisted_sku_features</source>
        <translation>请在源服务器上查询：SELECT feature_name FROM sys.dm_db_persisted_sku_features</translation>
    </message>
    <message>
        <source>%1 may not create databases, which RESTORE needs.</source>
        <translation>%1 无权创建数据库，而 RESTORE 需要此权限。</translation>
    </message>
    <message>
        <source>Run as an administrator: ALTER SERVER ROLE dbcreator ADD MEMBER [%1]</source>
        <translation>请以管理员身份运行：ALTER SERVER ROLE dbcreator ADD MEMBER [%1]</translation>
    </message>
    <message>
        <source>%1 is an administrator of the server (sysadmin).</source>
        <translation>%1 是服务器管理员（sysadmin）。</translation>
    </message>
    <message>
        <source>%1 may create databases, and is no administrator of the server.</source>
        <translation>%1 可以创建数据库，但不是服务器管理员。</translation>
    </message>
    <message>
        <source>%1 does not see other sessions of the server: the progress of the restore shows only in steps.</source>
        <translation>%1 看不到服务器的其他会话：还原进度只能分步显示。</translation>
    </message>
    <message>
        <source>Run as an administrator: GRANT VIEW SERVER STATE TO [%1]</source>
        <translation>请以管理员身份运行：GRANT VIEW SERVER STATE TO [%1]</translation>
    </message>
    <message>
        <source>It is left from an earlier attempt: discard it in that task, or drop it, then start again.</source>
        <translation>它是先前尝试留下的：请在那个任务中丢弃它或将其删除，然后重新开始。</translation>
    </message>
    <message>
        <source>There is no database %1 yet; it will be created.</source>
        <translation>数据库 %1 尚不存在，将会新建。</translation>
    </message>
    <message>
        <source>The database %1 exists already.</source>
        <translation>数据库 %1 已存在。</translation>
    </message>
    <message>
        <source>Restore under another name, or choose to overwrite it.</source>
        <translation>请以其他名称还原，或选择覆盖它。</translation>
    </message>
    <message>
        <source>The database %1 is %2; only one that is online can be renamed.</source>
        <translation>数据库 %1 处于 %2 状态；只有在线的数据库才能改名。</translation>
    </message>
    <message>
        <source>Bring it online or drop it, then start again.</source>
        <translation>请使其在线或将其删除，然后重新开始。</translation>
    </message>
    <message>
        <source>The database %1 exists and will be replaced; it is kept as %2 until you discard it.</source>
        <translation>数据库 %1 已存在，将被替换；它会保留为 %2，直到您丢弃它。</translation>
    </message>
    <message>
        <source>The switch-over is two renamings, not one transaction. Should BakFerry or the server die between them, %1 is missing until the next start, which finishes or undoes them.</source>
        <translation>切换由两次改名组成，不是一个事务。若 BakFerry 或服务器在两者之间中断，%1 会暂时缺失，直到下次启动时完成或撤销改名。</translation>
    </message>
    <message>
        <source>Make sure that nobody uses the old database when the restore ends, or choose to end their sessions.</source>
        <translation>请确保还原结束时无人使用旧数据库，或选择结束他们的会话。</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1; they will be ended for the switch-over: %3</source>
        <translation>有 %2 个会话使用数据库 %1；切换时将结束它们：%3</translation>
    </message>
    <message>
        <source>%2 sessions use the database %1: %3. While they do, it cannot be renamed.</source>
        <translation>有 %2 个会话使用数据库 %1：%3。在此期间它不能改名。</translation>
    </message>
    <message>
        <source>Up to %1 sessions will be ended when the new database takes its place; what they have not committed is lost.</source>
        <translation>新数据库就位时最多会结束 %1 个会话；它们未提交的内容将丢失。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>ODBC driver</source>
        <translation>ODBC 驱动</translation>
    </message>
    <message>
        <source>Folder for data files</source>
        <translation>数据文件的文件夹</translation>
    </message>
    <message>
        <source>Folder for log files</source>
        <translation>日志文件的文件夹</translation>
    </message>
    <message>
        <source>Under %1 the server reads another backup than BakFerry does here (server / here): %2</source>
        <translation>在 %1 处，服务器读到的备份与 BakFerry 在本机读到的不同（服务器 / 本机）：%2</translation>
    </message>
    <message>
        <source>Give the folder in which the server finds these very files (option “serverFolder”).</source>
        <translation>请给出服务器上存放这些文件的文件夹（选项“serverFolder”）。</translation>
    </message>
    <message>
        <source>The server cannot open %1.</source>
        <translation>服务器无法打开 %1。</translation>
    </message>
    <message>
        <source>The path %1 holds control characters, and is not handed to a server.</source>
        <translation>路径 %1 含有控制字符，不会交给服务器。</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>请重命名该文件。</translation>
    </message>
    <message>
        <source>%1 is on another machine: the server&apos;s service account would sign in there, and whoever runs that machine could misuse its answer.</source>
        <translation>%1 在另一台机器上：服务器的服务账户会在那里登录，而控制那台机器的人可能滥用其应答。</translation>
    </message>
    <message>
        <source>Copy the file to a disk of the server, or allow it if you know that machine.</source>
        <translation>请把文件复制到服务器的磁盘；若了解那台机器，也可允许。</translation>
    </message>
    <message>
        <source>Let the server read from that machine</source>
        <translation>让服务器从那台机器读取</translation>
    </message>
    <message>
        <source>The service account of SQL Server signs in to %1.</source>
        <translation>SQL Server 的服务账户会登录到 %1。</translation>
    </message>
    <message>
        <source>The server reads %1 and finds the same backup in it as BakFerry (type, database, positions).</source>
        <translation>服务器能读取 %1，并在其中找到与 BakFerry 相同的备份（类型、数据库、位置）。</translation>
    </message>
    <message>
        <source>The server lists the same %1 files of the database as the backup&apos;s header.</source>
        <translation>服务器列出的 %1 个数据库文件与备份头一致。</translation>
    </message>
    <message>
        <source>The server does not say where files of databases go.</source>
        <translation>服务器没有说明数据库文件放在哪里。</translation>
    </message>
    <message>
        <source>Choose a folder of the server (options “dataFolder”, “logFolder”).</source>
        <translation>请选择服务器上的文件夹（选项“dataFolder”“logFolder”）。</translation>
    </message>
    <message>
        <source>The files of other databases cannot be seen by this login.</source>
        <translation>该登录名看不到其他数据库的文件。</translation>
    </message>
    <message>
        <source>The server refuses to write over them in any case.</source>
        <translation>无论如何，服务器都会拒绝覆盖它们。</translation>
    </message>
    <message>
        <source>The file %1 is in use by the database %2.</source>
        <translation>文件 %1 正被数据库 %2 使用。</translation>
    </message>
    <message>
        <source>No file of another database is in the way of: %1.</source>
        <translation>没有其他数据库的文件妨碍：%1。</translation>
    </message>
    <message>
        <source>Make room there, or choose another folder for the files (options “dataFolder”, “logFolder”).</source>
        <translation>请在那里腾出空间，或为文件选择其他文件夹（选项“dataFolder”“logFolder”）。</translation>
    </message>
    <message>
        <source>The server was not asked to read the backups to their end (RESTORE VERIFYONLY).</source>
        <translation>没有让服务器把备份读到末尾（RESTORE VERIFYONLY）。</translation>
    </message>
    <message>
        <source>Set the option “serverVerify”; it takes about as long as the restore reads.</source>
        <translation>请设置选项“serverVerify”；所需时间与还原时的读取大致相同。</translation>
    </message>
    <message>
        <source>The server read %1 to the end and calls it valid (RESTORE VERIFYONLY).</source>
        <translation>服务器已把 %1 读到末尾，并认定其有效（RESTORE VERIFYONLY）。</translation>
    </message>
    <message>
        <source>Only of a failed task objects can be retried.</source>
        <translation>只有失败的任务才能重试对象。</translation>
    </message>
    <message>
        <source>No single object has failed: retry the whole task.</source>
        <translation>没有单个对象失败：请重试整个任务。</translation>
    </message>
    <message>
        <source>Objects of this backup cannot be restored one by one: retry the whole task.</source>
        <translation>此备份的对象不能单独恢复：请重试整个任务。</translation>
    </message>
    <message>
        <source>A chain of backups is restored as a whole: retry the whole task.</source>
        <translation>备份链只能整体恢复：请重试整个任务。</translation>
    </message>
    <message>
        <source>What this task restores cannot be parted: retry the whole task.</source>
        <translation>此任务恢复的内容不可拆分：请重试整个任务。</translation>
    </message>
    <message>
        <source>The script could not be written to %1.</source>
        <translation>脚本无法写入 %1。</translation>
    </message>
    <message>
        <source>The script was written to %1.</source>
        <translation>脚本已写入 %1。</translation>
    </message>
    <message>
        <source>A backup of %1 is checked together with its target only.</source>
        <translation>%1 的备份只能连同目标一起检查。</translation>
    </message>
    <message>
        <source>Leave --offline out, and name the target with --target.</source>
        <translation>请去掉 --offline，并用 --target 指明目标。</translation>
    </message>
    <message>
        <source>%1 needs the number of an open descriptor, for example 0 or 3.</source>
        <translation>%1 需要一个已打开描述符的编号，例如 0 或 3。</translation>
    </message>
    <message>
        <source>The password and the passphrase of the key cannot come from one descriptor.</source>
        <translation>密码和私钥口令不能来自同一个描述符。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Task %1 cannot be begun anew: it is running, or it has succeeded.</source>
        <translation>任务 %1 不能重新开始：它正在运行，或已经成功。</translation>
    </message>
    <message>
        <source>bakferry-cli tasks show tells how the task stands.</source>
        <translation>用 bakferry-cli tasks show 查看任务的状况。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>It must be a file of at most 4 MiB that you may read.</source>
        <translation>它必须是您可以读取的、不超过 4 MiB 的文件。</translation>
    </message>
    <message>
        <source>The keychain with your passwords cannot be read.</source>
        <translation>无法读取保存密码的密钥环。</translation>
    </message>
    <message>
        <source>Unlock it, or start the desktop&apos;s keychain (GNOME Keyring, KWallet). Until then BakFerry asks for each password again; none is lost.</source>
        <translation>请解锁或启动桌面密钥环（GNOME Keyring、KWallet）。在此之前 BakFerry 会再次询问密码；密码没有丢失。</translation>
    </message>
</context>
<context>
    <name>ObjectKind</name>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>约束</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>存储过程</translation>
    </message>
    <message>
        <source>Materialised view</source>
        <translation>物化视图</translation>
    </message>
    <message>
        <source>Foreign table</source>
        <translation>外部表</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>行安全策略</translation>
    </message>
    <message>
        <source>Event trigger</source>
        <translation>事件触发器</translation>
    </message>
    <message>
        <source>Cast</source>
        <translation>类型转换</translation>
    </message>
    <message>
        <source>Collation</source>
        <translation>排序规则</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运算符</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Tablespace</source>
        <translation>表空间</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>数据行</translation>
    </message>
    <message>
        <source>Large objects</source>
        <translation>大对象</translation>
    </message>
    <message>
        <source>Full backup</source>
        <translation>完整备份</translation>
    </message>
    <message>
        <source>Differential backup</source>
        <translation>差异备份</translation>
    </message>
    <message>
        <source>Log backup</source>
        <translation>日志备份</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Data file</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>日志文件</translation>
    </message>
</context>
<context>
    <name>ObjectState</name>
    <message>
        <source>Loading</source>
        <translation>载入中</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>已载入</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>Rows differ</source>
        <translation>行数不符</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Schema and data</source>
        <translation>结构和数据</translation>
    </message>
    <message>
        <source>Schema only</source>
        <translation>仅结构</translation>
    </message>
    <message>
        <source>Data only</source>
        <translation>仅数据</translation>
    </message>
</context>
<context>
    <name>Remains</name>
    <message>
        <source>The target was not created.</source>
        <translation>没有生成目标。</translation>
    </message>
    <message>
        <source>The target is as it was before.</source>
        <translation>目标保持原样。</translation>
    </message>
    <message>
        <source>The target holds the restored database.</source>
        <translation>目标中是恢复出的库。</translation>
    </message>
    <message>
        <source>The target holds a part of the backup.</source>
        <translation>目标中只有备份的一部分。</translation>
    </message>
    <message>
        <source>What the target holds is not known.</source>
        <translation>不清楚目标中是什么。</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>Log: the last %1 of %2 rows</source>
        <translation>日志：共 %2 行，此为最后 %1 行</translation>
    </message>
</context>
<context>
    <name>TaskCells</name>
    <message>
        <source>from %1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>until about %1</source>
        <translation>预计到 %1</translation>
    </message>
</context>
<context>
    <name>TaskDocument</name>
    <message>
        <source>not counted</source>
        <translation>未统计</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>If it exists</source>
        <translation>目标已存在时</translation>
    </message>
    <message>
        <source>overwrite, keep the old one</source>
        <translation>覆盖，保留旧库</translation>
    </message>
    <message>
        <source>stop, change nothing</source>
        <translation>停止，不做任何更改</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>New names</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>恢复范围</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>before the restore</source>
        <translation>恢复前执行</translation>
    </message>
    <message>
        <source>switched off by the DBA</source>
        <translation>已由 DBA 关闭</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>What remains</source>
        <translation>目标现状</translation>
    </message>
    <message>
        <source>Tables and rows</source>
        <translation>表 / 行</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>found %1 = executed %2 + skipped %3 + failed %4</source>
        <translation>共 %1 = 执行 %2 + 跳过 %3 + 失败 %4</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>undone afterwards</source>
        <translation>事后已撤销</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>遗留</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>错误码</translation>
    </message>
    <message>
        <source>Raw words</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>SHA-256 of the backup</source>
        <translation>备份的 SHA-256</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>BakFerry %1, %2</source>
        <translation>BakFerry %1，%2</translation>
    </message>
</context>
<context>
    <name>TaskPhase</name>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Prechecking</source>
        <translation>预检查中</translation>
    </message>
    <message>
        <source>Waiting for a decision</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>载入中</translation>
    </message>
    <message>
        <source>Building indexes</source>
        <translation>建索引中</translation>
    </message>
    <message>
        <source>Replaying</source>
        <translation>重放中</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>校验中</translation>
    </message>
    <message>
        <source>Switching over</source>
        <translation>切换中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>取消中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Done with warnings</source>
        <translation>完成，有警告</translation>
    </message>
    <message>
        <source>Precheck failed</source>
        <translation>预检查失败</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Waiting for the next backup</source>
        <translation>等待下一个备份</translation>
    </message>
</context>
<context>
    <name>TaskSentence</name>
    <message>
        <source>The overwrite was undone; the old database is back.</source>
        <translation>已撤销覆盖，旧库已恢复原位。</translation>
    </message>
    <message>
        <source>Tables: %1, rows: %2, verified.</source>
        <translation>%1 个表，%2 行，已校验。</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>the status word, and beside it what the word leaves open: &quot;Failed · No space&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) to decide</source>
        <translation>
            <numerusform>%n 项待确认</numerusform>
        </translation>
    </message>
    <message>
        <source>Task %1, %2</source>
        <translation>任务 %1，%2</translation>
    </message>
    <message>
        <source>Task %1, %2, %3</source>
        <translation>任务 %1，%2，%3</translation>
    </message>
    <message>
        <source>Task %1, %2, %3, progress %4</source>
        <translation>任务 %1，%2，%3，进度 %4</translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) in staging; the target is as it was.</source>
        <translation>
            <numerusform>暂存库中已有 %n 个备份；目标库保持原样。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) in staging, up to %1; the target is as it was.</source>
        <translation>
            <numerusform>暂存库中已有 %n 个备份，恢复至 %1；目标库保持原样。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskStatus</name>
    <message>
        <source>Restoring</source>
        <translation>恢复中</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Precheck failed</source>
        <translation>预检查失败</translation>
    </message>
</context>
<context>
    <name>bakferry::BackupPage</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Chosen backup files</source>
        <translation>已选备份文件</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What the backup holds is shown here. The file is only read, never changed.</source>
        <translation>这里显示备份的内容。备份文件只读取，绝不改动。</translation>
    </message>
    <message>
        <source>What the backup says of itself</source>
        <translation>备份信息</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>名称(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Description (optional)</source>
        <translation>描述（可选）(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Tags (optional)</source>
        <translation>标签（可选）(&amp;T)</translation>
    </message>
    <message>
        <source>env=test, owner=dba</source>
        <translation>env=test, owner=dba</translation>
    </message>
    <message>
        <source>Task name</source>
        <translation>任务名</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What is ticked is restored, with everything it depends on. Of several databases each becomes a task of its own.</source>
        <translation>恢复勾选的对象及其依赖的全部对象。有多个数据库时，每个数据库成为一个单独的任务。</translation>
    </message>
    <message>
        <source>Remove Incremental Backups</source>
        <translation>移除增量备份</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>bakferry::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Raw words</source>
        <translation>原始信息</translation>
    </message>
    <message>
        <source>What the database or the system itself said</source>
        <translation>数据库或系统自己的说法</translation>
    </message>
</context>
<context>
    <name>bakferry::ChainChoice</name>
    <message>
        <source>The restored database takes its place; no further backup can be put on top of it.</source>
        <translation>恢复后的数据库将正式切换，之后不能再应用增量备份。</translation>
    </message>
    <message>
        <source>Everything stays in staging and the target as it is. The task waits for the next backup.</source>
        <translation>全部内容留在暂存库，目标库保持原样，任务等待下一个备份。</translation>
    </message>
    <message>
        <source>Last backup of the chain?</source>
        <translation>是否为最后一个备份？</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No, more will come</source>
        <translation>否，还有后续备份</translation>
    </message>
    <message>
        <source>Stop on the way (optional)</source>
        <translation>中途停止于（可选）</translation>
    </message>
    <message>
        <source>Time or position to stop at</source>
        <translation>停止的时间或位点</translation>
    </message>
</context>
<context>
    <name>bakferry::ChainModel</name>
    <message>
        <source>In staging</source>
        <translation>已在暂存库</translation>
    </message>
    <message>
        <source>Joins</source>
        <translation>可衔接</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更时间</translation>
    </message>
    <message>
        <source>Joins the chain</source>
        <translation>是否衔接</translation>
    </message>
</context>
<context>
    <name>bakferry::ChainView</name>
    <message>
        <source>Chain of backups</source>
        <translation>备份链</translation>
    </message>
</context>
<context>
    <name>bakferry::CloseQuestion</name>
    <message numerus="yes">
        <source>Stop %n restore(s) and quit</source>
        <translation>
            <numerusform>停止 %n 个恢复任务并退出</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is stopped at a safe point first; its task then says what remains in the target.</source>
        <translation>每个恢复会先在安全点停下；之后任务会说明目标中留下了什么。</translation>
    </message>
    <message>
        <source>Stop and Quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>Keep Running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Run On in the Tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Pause in the Tray</source>
        <translation>暂停并留在托盘</translation>
    </message>
</context>
<context>
    <name>bakferry::ConfirmDialog</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>输入 %1 以继续：</translation>
    </message>
</context>
<context>
    <name>bakferry::ConfirmPage</name>
    <message>
        <source>Task %1: read the backup %2 (%3, %4) and restore it to %5.</source>
        <translation>任务 %1：读取备份 %2（%3，%4），恢复到 %5。</translation>
    </message>
    <message>
        <source>The database there is replaced, but only after the restored one is proven complete. The old one is kept beside it: the overwrite can be undone until you discard it.</source>
        <translation>恢复出的库证实完整之后才会替换原有的库。旧库保留在旁：丢弃之前随时可以撤销覆盖。</translation>
    </message>
    <message>
        <source>A new database is made. It appears in its place only when it is proven complete; if anything stands there by then, nothing is touched.</source>
        <translation>新建数据库。证实完整之后才会出现在目标位置；若届时那里已有东西，则什么也不改动。</translation>
    </message>
    <message>
        <source>The backup file is only read.</source>
        <translation>备份文件只读取，不改动。</translation>
    </message>
    <message>
        <source>Without the precheck you take the responsibility: damage and dangers in the backup are found only while it is being restored, and the task will say that it was not prechecked.</source>
        <translation>不做预校验，责任由你承担：备份中的损坏和危险要到恢复时才能发现，任务中也会注明未经预检查。</translation>
    </message>
    <message>
        <source>Prechecking %1 of %2…</source>
        <translation>正在预检查第 %1 个，共 %2 个……</translation>
    </message>
    <message>
        <source>Prechecking… The backup is being read; nothing is changed.</source>
        <translation>正在预检查……只读取备份，不做任何改动。</translation>
    </message>
    <message>
        <source>The precheck did not finish. Check again.</source>
        <translation>预检查没有完成，请重新检查。</translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s): the restore cannot be started. Follow the remedy, then check again.</source>
        <translation>
            <numerusform>%n 项不通过，不能开始恢复。请按处理办法解决后重新检查。</numerusform>
        </translation>
    </message>
    <message>
        <source>Weigh the points above: starting the restore accepts them.</source>
        <translation>请权衡以上各项：开始恢复即表示接受。</translation>
    </message>
    <message>
        <source>Everything that was checked has passed.</source>
        <translation>所有检查项均已通过。</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checkable</source>
        <translation>
            <numerusform>%n 项无法检查</numerusform>
        </translation>
    </message>
    <message>
        <source>Start Restore (%1, %2)</source>
        <translation>开始恢复（%1，%2）</translation>
    </message>
    <message>
        <source>Start Restore (%1)</source>
        <translation>开始恢复（%1）</translation>
    </message>
    <message>
        <source>Start Restore</source>
        <translation>开始恢复</translation>
    </message>
    <message>
        <source>Start Restore without Precheck</source>
        <translation>不预检查，直接开始恢复</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将要执行</translation>
    </message>
    <message>
        <source>Restores to confirm</source>
        <translation>待确认的恢复</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>&amp;Precheck before the restore</source>
        <translation>执行预校验(&amp;P)</translation>
    </message>
    <message>
        <source>Check &amp;Again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Progress of the precheck</source>
        <translation>预检查进度</translation>
    </message>
    <message>
        <source>Only a part is restored: %1.</source>
        <translation>只恢复一部分：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) are restored, with everything they depend on.</source>
        <translation>
            <numerusform>恢复 %n 个对象及其依赖的全部对象。</numerusform>
        </translation>
    </message>
    <message>
        <source>Options: %1.</source>
        <translation>选项：%1。</translation>
    </message>
    <message>
        <source>Connection: %1.</source>
        <translation>连接：%1。</translation>
    </message>
    <message>
        <source>You chose something after the precheck. Check again to see what becomes of it; reading the backup takes as long as before.</source>
        <translation>您在预检查之后做了选择。请重新检查，看看结果如何；读取备份所需的时间与之前相同。</translation>
    </message>
    <message>
        <source>The server is labelled: %1.</source>
        <translation>服务器标记为：%1。</translation>
    </message>
</context>
<context>
    <name>bakferry::ContinueDialog</name>
    <message>
        <source>Continue with the Next Backup</source>
        <translation>继续应用下一个备份</translation>
    </message>
    <message>
        <source>Task %1 waits in staging; %2 is as it was.</source>
        <translation>任务 %1 在暂存库中等待；%2 保持原样。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Clear Files</source>
        <translation>清空文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bakferry::DraftModel</name>
    <message>
        <source>Reading…</source>
        <translation>读取中……</translation>
    </message>
    <message>
        <source>Cannot be restored</source>
        <translation>无法恢复</translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n 项不通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) to weigh</source>
        <translation>
            <numerusform>%n 项需权衡</numerusform>
        </translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>备份文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Task name</source>
        <translation>任务名</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>Another task has this name.</source>
        <translation>已有同名任务。</translation>
    </message>
    <message numerus="yes">
        <source>A task has at most %n tag(s).</source>
        <translation>
            <numerusform>一个任务最多 %n 个标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is a backup file of this restore. Choose another place.</source>
        <translation>这是本次恢复的备份文件，请选择其他位置。</translation>
    </message>
    <message>
        <source>Two backup files cannot be restored into one target.</source>
        <translation>两个备份文件不能恢复到同一个目标。</translation>
    </message>
    <message>
        <source>Say where to restore to.</source>
        <translation>请指定恢复到哪里。</translation>
    </message>
    <message>
        <source>A backup of %1 can only be restored into %1.</source>
        <translation>%1 的备份只能恢复到 %1。</translation>
    </message>
    <message>
        <source>Write the whole path, beginning with /.</source>
        <translation>请写以 / 开头的完整路径。</translation>
    </message>
    <message>
        <source>This names a folder. Add the name of the database file.</source>
        <translation>这是文件夹，请加上数据库文件名。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>需重新检查</translation>
    </message>
    <message>
        <source>Tick at least one object.</source>
        <translation>请至少勾选一个对象。</translation>
    </message>
    <message>
        <source>Tick at least one database.</source>
        <translation>请至少勾选一个数据库。</translation>
    </message>
    <message>
        <source>Nothing is ticked in the database %1; untick the database itself, too.</source>
        <translation>数据库 %1 中没有勾选任何对象；请把该数据库本身也取消勾选。</translation>
    </message>
    <message>
        <source>Two restores cannot go into one database. Give this one another name.</source>
        <translation>两个恢复不能写入同一个数据库。请为这一个换个名称。</translation>
    </message>
    <message>
        <source>Name the server: its host name, its address or its socket folder.</source>
        <translation>请填写服务器：主机名、IP 地址或套接字目录。</translation>
    </message>
    <message>
        <source>Write the host alone here: no URL, no user, no password.</source>
        <translation>这里只填主机：不要写 URL、用户或密码。</translation>
    </message>
    <message>
        <source>Name the database to restore to.</source>
        <translation>请填写要恢复到的数据库名。</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <extracomment>a backup file, and one database in it</extracomment>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>%1 databases would get new names; at most %2 can. Leave the others as they are, or restore them in another run.</source>
        <translation>有 %1 个库要改名，最多只能改 %2 个。其余的请保留原名，或另行恢复。</translation>
    </message>
    <message>
        <source>The name of a database has 1 to %1 characters.</source>
        <translation>库名长度为 1 到 %1 个字符。</translation>
    </message>
    <message>
        <source>This is a database of the server itself. Choose another name.</source>
        <translation>这是服务器自身的库，请另选名称。</translation>
    </message>
</context>
<context>
    <name>bakferry::DropArea</name>
    <message>
        <source>%1 is not a whole path: begin with /.</source>
        <translation>%1 不是完整路径，请以 / 开头。</translation>
    </message>
    <message>
        <source>The name %1 is not UTF-8, so it cannot be typed or browsed for. Drag the file here.</source>
        <translation>名称 %1 不是 UTF-8，无法输入或浏览选择。请把文件拖到这里。</translation>
    </message>
    <message>
        <source>Choose Backup Files</source>
        <translation>选择备份文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Drop backup files here, paste their paths, or browse. The format is recognised by content.</source>
        <translation>拖放备份文件到此处，粘贴路径，或浏览选择。格式按内容识别。</translation>
    </message>
    <message>
        <source>/path/of/the/backup</source>
        <translation>/备份文件的路径</translation>
    </message>
    <message>
        <source>Path of a backup file</source>
        <translation>备份文件路径</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>bakferry::EmptyState</name>
    <message>
        <source>No task fits the filter.</source>
        <translation>没有符合筛选条件的任务。</translation>
    </message>
    <message>
        <source>No restore tasks yet.</source>
        <translation>还没有恢复任务。</translation>
    </message>
    <message>
        <source>Show All Tasks</source>
        <translation>显示全部任务</translation>
    </message>
    <message>
        <source>New Restore Task…</source>
        <translation>新建恢复任务…</translation>
    </message>
    <message>
        <source>or drop backup files here</source>
        <translation>或拖放备份文件到此处</translation>
    </message>
</context>
<context>
    <name>bakferry::FileField</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>bakferry::FilterPanel</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter (%1)</source>
        <translation>筛选（%1）</translation>
    </message>
    <message>
        <source>Show only tasks of some engines, targets, tags or days</source>
        <translation>只显示某些引擎、目标、标签或日期的任务</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Target contains</source>
        <translation>目标包含</translation>
    </message>
    <message>
        <source>Tag contains</source>
        <translation>标签包含</translation>
    </message>
    <message>
        <source>Created from</source>
        <translation>创建不早于</translation>
    </message>
    <message>
        <source>Created until</source>
        <translation>创建不晚于</translation>
    </message>
    <message>
        <source>Finished from</source>
        <translation>结束不早于</translation>
    </message>
    <message>
        <source>Finished until</source>
        <translation>结束不晚于</translation>
    </message>
    <message>
        <source>Show All</source>
        <translation>全部显示</translation>
    </message>
</context>
<context>
    <name>bakferry::FindingsView</name>
    <message>
        <source>Findings of the precheck</source>
        <translation>预检查结果</translation>
    </message>
    <message>
        <source>Check again: %1</source>
        <translation>重新检查：%1</translation>
    </message>
</context>
<context>
    <name>bakferry::FixItPanel</name>
    <message>
        <source>Chosen before the last precheck</source>
        <translation>上次预检查之前的选择</translation>
    </message>
    <message>
        <source>Take this choice back</source>
        <translation>撤回这个选择</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持原样</translation>
    </message>
</context>
<context>
    <name>bakferry::HelpWindow</name>
    <message>
        <source>BakFerry Manual</source>
        <translation>BakFerry 用户手册</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>在手册中搜索</translation>
    </message>
</context>
<context>
    <name>bakferry::ImportDialog</name>
    <message>
        <source>Looking for .pgpass, pg_service.conf, .my.cnf and odbc.ini…</source>
        <translation>正在查找 .pgpass、pg_service.conf、.my.cnf 和 odbc.ini…</translation>
    </message>
    <message>
        <source>&amp;Remember their passwords in the keychain</source>
        <translation>将其密码记入钥匙串(&amp;R)</translation>
    </message>
    <message>
        <source>There is no keychain: passwords are kept until BakFerry ends.</source>
        <translation>没有钥匙串：密码只保留到 BakFerry 退出。</translation>
    </message>
    <message>
        <source>Import Connections</source>
        <translation>导入连接</translation>
    </message>
    <message>
        <source>Connections that were found</source>
        <translation>找到的连接</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Into the &amp;group</source>
        <translation>归入分组(&amp;G)</translation>
    </message>
    <message>
        <source>No servers were found in .pgpass, pg_service.conf, .my.cnf or odbc.ini.</source>
        <translation>在 .pgpass、pg_service.conf、.my.cnf 和 odbc.ini 中没有找到服务器。</translation>
    </message>
    <message numerus="yes">
        <source>%n server(s) were found in files of other programs. The files stay as they are.</source>
        <translation>
            <numerusform>在其他程序的文件中找到 %n 个服务器。这些文件保持原样。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is open to other users of this machine: psql ignores its passwords, and others may know them. Let its owner alone read it: chmod 600.</source>
        <translation>%1 可被本机其他用户读取：psql 会忽略其中的密码，别人也可能已经知道它们。请只允许所有者读取：chmod 600。</translation>
    </message>
    <message>
        <source>%1 is open to other users of this machine, who may know its passwords. Let its owner alone read it: chmod 600.</source>
        <translation>%1 可被本机其他用户读取，他们可能已经知道其中的密码。请只允许所有者读取：chmod 600。</translation>
    </message>
    <message>
        <source>%1 includes other files; those were not read.</source>
        <translation>%1 还引用了其他文件；那些文件没有读取。</translation>
    </message>
    <message numerus="yes">
        <source>%n entries of %1 were passed over: they stand for any server, or make no sense.</source>
        <translation>
            <numerusform>%1 中有 %n 项被略过：它们不指定具体服务器，或内容不合理。</numerusform>
        </translation>
    </message>
    <message>
        <source>no engine for it</source>
        <translation>没有对应的引擎</translation>
    </message>
    <message>
        <source>saved already</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>数据库：%1</translation>
    </message>
    <message numerus="yes">
        <source>Import %n Connection(s)</source>
        <translation>
            <numerusform>导入 %n 个连接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bakferry::KeysDialog</name>
    <message>
        <source>Search tasks</source>
        <translation>搜索任务</translation>
    </message>
    <message>
        <source>Log of the selected task</source>
        <translation>所选任务的日志</translation>
    </message>
    <message>
        <source>Details of the selected task</source>
        <translation>所选任务的详情</translation>
    </message>
    <message>
        <source>What can be done with the selected tasks</source>
        <translation>可对所选任务执行的操作</translation>
    </message>
    <message>
        <source>Go to another task; select several</source>
        <translation>移到其他任务；选择多个</translation>
    </message>
    <message>
        <source>Select all tasks that are shown</source>
        <translation>选择显示的全部任务</translation>
    </message>
    <message>
        <source>To the next or the previous field</source>
        <translation>到下一个或上一个输入项</translation>
    </message>
    <message>
        <source>To another tab of the details, when one of them has the focus</source>
        <translation>焦点在详情的标签上时，切换标签</translation>
    </message>
    <message>
        <source>In the list of backups: add the files whose paths were copied</source>
        <translation>在备份列表中：添加已复制路径的文件</translation>
    </message>
    <message>
        <source>Close a dialog or the wizard; nothing has been done then</source>
        <translation>关闭对话框或向导；不会执行任何操作</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Read the tasks again, in a window that only looks</source>
        <translation>在只读窗口中重新读取任务</translation>
    </message>
    <message>
        <source>Quit; asks when restores are running</source>
        <translation>退出；有任务运行时会询问</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Everything in this program can be reached without a mouse.</source>
        <translation>本程序的所有功能都可以不用鼠标完成。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>bakferry::LogView</name>
    <message>
        <source>Show from level</source>
        <translation>最低级别</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>在日志中搜索</translation>
    </message>
    <message>
        <source>Copy Log</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <source>Log of the task</source>
        <translation>任务日志</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest rows in sight; scrolling away lets go</source>
        <translation>始终显示最新的行；滚动离开后停止跟随</translation>
    </message>
</context>
<context>
    <name>bakferry::MainToolBar</name>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>New Restore Task…</source>
        <translation>新建恢复任务…</translation>
    </message>
    <message>
        <source>Restore a backup (%1)</source>
        <translation>恢复一个备份（%1）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Language, theme, notices, what follows a task (%1)</source>
        <translation>语言、主题、通知、任务结束后的操作（%1）</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
</context>
<context>
    <name>bakferry::MainWindow</name>
    <message>
        <source>Running: %1   Waiting: %2   Failed: %3   Precheck failed: %4</source>
        <translation>运行中 %1   等待 %2   失败 %3   预检查失败 %4</translation>
    </message>
    <message>
        <source>BakFerry</source>
        <translation>BakFerry</translation>
    </message>
    <message>
        <source>Search name, backup, target, tag (Ctrl+F)</source>
        <translation>搜索名称、备份、目标、标签（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search tasks</source>
        <translation>搜索任务</translation>
    </message>
</context>
<context>
    <name>bakferry::Notices</name>
    <message>
        <source>BakFerry</source>
        <translation>BakFerry</translation>
    </message>
    <message>
        <source>BakFerry: restoring, %1</source>
        <translation>BakFerry：恢复中，%1</translation>
    </message>
    <message>
        <source>Open BakFerry</source>
        <translation>打开 BakFerry</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>bakferry::ObjectTree</name>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Objects in the backup</source>
        <translation>备份中的对象</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the beginning of the file was looked at; it may hold more.</source>
        <translation>只查看了文件开头，可能还有更多对象。</translation>
    </message>
</context>
<context>
    <name>bakferry::OptionsBox</name>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Wh&amp;at to restore</source>
        <translation>恢复内容(&amp;A)</translation>
    </message>
    <message>
        <source>What to restore</source>
        <translation>恢复内容</translation>
    </message>
    <message>
        <source>&amp;Jobs at once</source>
        <translation>并行作业数(&amp;J)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation>并行作业数</translation>
    </message>
</context>
<context>
    <name>bakferry::ReportExport</name>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>电子表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON, without loss (*.json)</source>
        <translation>JSON，无损 (*.json)</translation>
    </message>
    <message>
        <source>Export the report of “%1”</source>
        <translation>导出“%1”的报告</translation>
    </message>
</context>
<context>
    <name>bakferry::ReportView</name>
    <message>
        <source>Log: the last %1 of %2 rows</source>
        <translation>日志：共 %2 行，此为最后 %1 行</translation>
    </message>
    <message>
        <source>Report of the task</source>
        <translation>任务报告</translation>
    </message>
</context>
<context>
    <name>bakferry::RestoreWizard</name>
    <message>
        <source>New Restore Task</source>
        <translation>新建恢复任务</translation>
    </message>
    <message>
        <source>&lt; &amp;Back</source>
        <translation>&lt; 上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next &gt;</source>
        <translation>下一步(&amp;N) &gt;</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bakferry::ScriptRow</name>
    <message>
        <source>Save as &amp;Script…</source>
        <translation>保存为脚本(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the restore as a script</source>
        <translation>把还原保存为脚本</translation>
    </message>
    <message>
        <source>SQL script (*.sql)</source>
        <translation>SQL 脚本 (*.sql)</translation>
    </message>
</context>
<context>
    <name>bakferry::ServerFields</name>
    <message>
        <source>Verified: encrypted, and the server proves who it is</source>
        <translation>已验证：加密，且服务器证明其身份</translation>
    </message>
    <message>
        <source>Certified: encrypted, certificate checked without the host name</source>
        <translation>仅验证证书：加密，检查证书但不核对主机名</translation>
    </message>
    <message>
        <source>Encrypted: but anybody may be the server</source>
        <translation>仅加密：不验证服务器身份</translation>
    </message>
    <message>
        <source>Preferred: encrypted if the server offers it</source>
        <translation>优先加密：服务器支持时才加密</translation>
    </message>
    <message>
        <source>Off: everything can be read on the way</source>
        <translation>关闭：传输内容可被窃读</translation>
    </message>
    <message>
        <source>Automatic: verified, on this machine preferred</source>
        <translation>自动：需验证，本机则优先加密</translation>
    </message>
    <message>
        <source>The connection is encrypted.</source>
        <translation>连接已加密。</translation>
    </message>
    <message>
        <source>The connection is not encrypted.</source>
        <translation>连接未加密。</translation>
    </message>
    <message numerus="yes">
        <source>%n database(s) to restore into.</source>
        <translation>
            <numerusform>可恢复到 %n 个数据库。</numerusform>
        </translation>
    </message>
    <message>
        <source>This user is a superuser: code in a backup could do anything on the server. A user who may only create databases is safer.</source>
        <translation>该用户是超级用户：备份中的代码可在服务器上做任何事。使用只有建库权限的用户更安全。</translation>
    </message>
    <message>
        <source>%1 (usual)</source>
        <translation>%1（默认）</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>Save Changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Choose the Root Certificate</source>
        <translation>选择根证书</translation>
    </message>
    <message>
        <source>Connect&amp;ion</source>
        <translation>连接(&amp;I)</translation>
    </message>
    <message>
        <source>name in the list</source>
        <translation>列表中的名称</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>主机(&amp;H)</translation>
    </message>
    <message>
        <source>db.example.com, 10.0.0.7 or /run/socket-folder</source>
        <translation>db.example.com、10.0.0.7 或 /run/套接字目录</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>the user of this desktop</source>
        <translation>当前桌面用户</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Remember in the keychain</source>
        <translation>保存到密钥环(&amp;R)</translation>
    </message>
    <message>
        <source>There is no keychain: kept until BakFerry ends.</source>
        <translation>没有密钥环：只保留到 BakFerry 退出。</translation>
    </message>
    <message>
        <source>&amp;Encryption</source>
        <translation>加密(&amp;E)</translation>
    </message>
    <message>
        <source>Root certi&amp;ficate</source>
        <translation>根证书(&amp;F)</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系统自带的证书</translation>
    </message>
    <message>
        <source>&amp;Test Connection</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Database name</source>
        <translation>数据库名(&amp;D)</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>已保存的连接</translation>
    </message>
    <message>
        <source>Name of the connection</source>
        <translation>连接名称</translation>
    </message>
    <message>
        <source>Host name, address or socket folder</source>
        <translation>主机名、IP 地址或套接字目录</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>File of the root certificate</source>
        <translation>根证书文件</translation>
    </message>
    <message>
        <source>Database name</source>
        <translation>数据库名</translation>
    </message>
    <message>
        <source>Ser&amp;ves as</source>
        <translation>环境(&amp;V)</translation>
    </message>
    <message>
        <source>Overwriting a database in production asks for its name before it starts.</source>
        <translation>覆盖生产环境的数据库前，须输入其库名。</translation>
    </message>
    <message>
        <source>What the server is for</source>
        <translation>服务器所属环境</translation>
    </message>
    <message>
        <source>C&amp;lient certificate</source>
        <translation>客户端证书(&amp;L)</translation>
    </message>
    <message>
        <source>Choose the Client Certificate</source>
        <translation>选择客户端证书</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>File of the client certificate</source>
        <translation>客户端证书文件</translation>
    </message>
    <message>
        <source>Private &amp;key</source>
        <translation>私钥(&amp;K)</translation>
    </message>
    <message>
        <source>Choose the Private Key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>File of the private key</source>
        <translation>私钥文件</translation>
    </message>
    <message>
        <source>Passphra&amp;se</source>
        <translation>口令(&amp;S)</translation>
    </message>
    <message>
        <source>if the key is encrypted</source>
        <translation>私钥加密时填写</translation>
    </message>
    <message>
        <source>Passphrase of the private key</source>
        <translation>私钥的口令</translation>
    </message>
    <message>
        <source>I&amp;mport…</source>
        <translation>导入(&amp;M)…</translation>
    </message>
    <message>
        <source>Take over servers from .pgpass, pg_service.conf, .my.cnf and odbc.ini.</source>
        <translation>从 .pgpass、pg_service.conf、.my.cnf 和 odbc.ini 接管服务器。</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Group of the connection</source>
        <translation>连接的分组</translation>
    </message>
</context>
<context>
    <name>bakferry::SettingsDialog</name>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Restores</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Tasks at once</source>
        <translation>同时运行的任务数</translation>
    </message>
    <message>
        <source>Keep overwritten databases</source>
        <translation>被覆盖的旧库保留</translation>
    </message>
    <message>
        <source>Task store</source>
        <translation>任务库</translation>
    </message>
    <message>
        <source>Notices while the window is not in front</source>
        <translation>窗口不在前台时通知</translation>
    </message>
    <message>
        <source>After each task</source>
        <translation>每个任务结束后</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>运行程序</translation>
    </message>
    <message>
        <source>Post to an address</source>
        <translation>发送到地址</translation>
    </message>
    <message>
        <source>Stop it after</source>
        <translation>超时终止</translation>
    </message>
    <message>
        <source>An address begins with https:// or http:// and names a machine.</source>
        <translation>地址应以 https:// 或 http:// 开头，并包含主机名。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>until I discard them</source>
        <translation>直到手动丢弃</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>A task succeeded</source>
        <translation>任务成功</translation>
    </message>
    <message>
        <source>A task failed</source>
        <translation>任务失败</translation>
    </message>
    <message>
        <source>A task waits for a decision</source>
        <translation>任务待确认</translation>
    </message>
    <message>
        <source>/usr/local/bin/program argument</source>
        <translation>/usr/local/bin/程序 参数</translation>
    </message>
    <message>
        <source>Runs without a shell; the report of the task comes as JSON on standard input.</source>
        <translation>不经过 shell 运行；任务报告以 JSON 从标准输入传入。</translation>
    </message>
    <message>
        <source>Gets the report of the task as JSON by POST.</source>
        <translation>以 POST 方式接收 JSON 格式的任务报告。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bakferry::SignInDialog</name>
    <message>
        <source>&amp;Remember in the keychain</source>
        <translation>保存到密钥环(&amp;R)</translation>
    </message>
    <message>
        <source>There is no keychain: kept until BakFerry ends.</source>
        <translation>没有密钥环：只保留到 BakFerry 退出。</translation>
    </message>
    <message>
        <source>Sign In to %1</source>
        <translation>登录到 %1</translation>
    </message>
    <message>
        <source>Sign In</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Passp&amp;hrase of the key</source>
        <translation>私钥口令(&amp;H)</translation>
    </message>
</context>
<context>
    <name>bakferry::StatusFilterBar</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>按状态筛选</translation>
    </message>
</context>
<context>
    <name>bakferry::StepHeader</name>
    <message>
        <source>Choose Backup</source>
        <translation>选定备份</translation>
    </message>
    <message>
        <source>Choose Target</source>
        <translation>选定目标</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>信息确认</translation>
    </message>
</context>
<context>
    <name>bakferry::TargetPage</name>
    <message>
        <source>Choose the Database to Overwrite</source>
        <translation>选择要覆盖的数据库</translation>
    </message>
    <message>
        <source>Choose the New Database</source>
        <translation>指定新数据库</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Backup files and their targets</source>
        <translation>备份文件及其目标</translation>
    </message>
    <message>
        <source>Target of %1</source>
        <translation>%1 的目标</translation>
    </message>
    <message>
        <source>&amp;Create a new database</source>
        <translation>新建数据库(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing may stand in this place yet.</source>
        <translation>该位置必须还没有任何东西。</translation>
    </message>
    <message>
        <source>&amp;Overwrite an existing database</source>
        <translation>覆盖已有数据库(&amp;O)</translation>
    </message>
    <message>
        <source>The old database is replaced only after the new one is proven, and is kept until you discard it.</source>
        <translation>新库证实完整后才替换旧库；旧库会保留，直到你丢弃它。</translation>
    </message>
    <message>
        <source>&amp;Path of the database file</source>
        <translation>数据库文件路径(&amp;P)</translation>
    </message>
    <message>
        <source>/path/of/the/database.db</source>
        <translation>/数据库文件的路径.db</translation>
    </message>
    <message>
        <source>Path of the database file</source>
        <translation>数据库文件路径</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Chain of backups</source>
        <translation>备份链</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskActions</name>
    <message numerus="yes">
        <source>Stop %n restore(s)</source>
        <translation>
            <numerusform>停止 %n 个恢复</numerusform>
        </translation>
    </message>
    <message>
        <source>What was loaded so far is given up. The task then says what remains in the target.</source>
        <translation>已载入的数据将放弃。随后任务会说明目标中留下了什么。</translation>
    </message>
    <message>
        <source>Stop Restore</source>
        <translation>停止恢复</translation>
    </message>
    <message>
        <source>Keep Running</source>
        <translation>继续运行</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n task(s)</source>
        <translation>
            <numerusform>删除 %n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The task leaves the list; its audit record stays. Databases and backup files are not touched.</source>
        <translation>
            <numerusform>任务将从列表中移除，审计记录保留。不会改动数据库和备份文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Task(s)</source>
        <translation>
            <numerusform>删除 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the overwrite</source>
        <translation>撤销覆盖</translation>
    </message>
    <message>
        <source>The old database comes back in place of the restored one. Changes made since the restore are lost.</source>
        <translation>旧库将换回原位，取代恢复出的库。恢复之后所做的改动会丢失。</translation>
    </message>
    <message>
        <source>Undo Overwrite</source>
        <translation>撤销覆盖</translation>
    </message>
    <message>
        <source>Discard the old database</source>
        <translation>丢弃旧库</translation>
    </message>
    <message>
        <source>This frees its space (%1). The overwrite can then no longer be undone.</source>
        <translation>将释放其空间（%1）。之后不能再撤销覆盖。</translation>
    </message>
    <message>
        <source>Discard Old Database</source>
        <translation>丢弃旧库</translation>
    </message>
    <message>
        <source>Remove left-over staging data</source>
        <translation>清除遗留的暂存数据</translation>
    </message>
    <message>
        <source>An unfinished restore left this behind. The target does not need it.</source>
        <translation>这是未完成的恢复留下的，目标并不需要它。</translation>
    </message>
    <message>
        <source>Remove Staging Data</source>
        <translation>清除暂存数据</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Stop the selected restores</source>
        <translation>停止所选恢复</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the selected restores at their next safe point</source>
        <translation>让所选恢复停在下一个安全点</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Let the selected restores go on</source>
        <translation>让所选恢复继续进行</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Begin the selected tasks anew</source>
        <translation>重新开始所选任务</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Remove the selected tasks from the list</source>
        <translation>从列表中移除所选任务</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续恢复</translation>
    </message>
    <message>
        <source>Restore in spite of the warnings</source>
        <translation>接受警告，继续恢复</translation>
    </message>
    <message>
        <source>Do Not Restore</source>
        <translation>放弃恢复</translation>
    </message>
    <message>
        <source>End the task; the target was not touched</source>
        <translation>结束任务；目标未被改动</translation>
    </message>
    <message>
        <source>Undo Overwrite…</source>
        <translation>撤销覆盖…</translation>
    </message>
    <message>
        <source>Put the old database back</source>
        <translation>把旧库换回原位</translation>
    </message>
    <message>
        <source>Discard Old Database…</source>
        <translation>丢弃旧库…</translation>
    </message>
    <message>
        <source>Free the space of the old database</source>
        <translation>释放旧库占用的空间</translation>
    </message>
    <message>
        <source>Remove Staging Data…</source>
        <translation>清除暂存数据…</translation>
    </message>
    <message>
        <source>Remove what an unfinished restore left behind</source>
        <translation>清除未完成的恢复留下的数据</translation>
    </message>
    <message>
        <source>Edit Name and Tags…</source>
        <translation>编辑名称和标签…</translation>
    </message>
    <message>
        <source>Change name, description and tags</source>
        <translation>修改名称、描述和标签</translation>
    </message>
    <message>
        <source>Copy Error</source>
        <translation>复制错误</translation>
    </message>
    <message>
        <source>Copy cause, remedy and raw words of the error</source>
        <translation>复制错误的原因、处理办法和原始信息</translation>
    </message>
    <message>
        <source>Copy as Command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Copy the bakferry-cli command that does the same</source>
        <translation>复制效果相同的 bakferry-cli 命令</translation>
    </message>
    <message>
        <source>Look Again</source>
        <translation>重新查看目标</translation>
    </message>
    <message>
        <source>Look at the target of an interrupted task again and say what it holds</source>
        <translation>重新查看中断任务的目标，并说明其中的内容</translation>
    </message>
    <message>
        <source>Sign In…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Enter the password of the server that refused the sign-in</source>
        <translation>输入拒绝登录的服务器的密码</translation>
    </message>
    <message>
        <source>Export Report…</source>
        <translation>导出报告…</translation>
    </message>
    <message>
        <source>Write the report of the task to a file: HTML, PDF, CSV or JSON</source>
        <translation>将任务报告写入文件：HTML、PDF、CSV 或 JSON</translation>
    </message>
    <message>
        <source>Complete the restore</source>
        <translation>完成恢复</translation>
    </message>
    <message>
        <source>What is in staging takes its place. No further backup of the chain can be put on top of it afterwards.</source>
        <translation>暂存库中的内容将正式切换。之后不能再应用备份链中的后续备份。</translation>
    </message>
    <message>
        <source>Complete Restore</source>
        <translation>完成恢复</translation>
    </message>
    <message>
        <source>Keep Waiting</source>
        <translation>继续等待</translation>
    </message>
    <message>
        <source>Continue with Next Backup…</source>
        <translation>继续（下一个备份）…</translation>
    </message>
    <message>
        <source>Put the next backup of the chain on top of what is in staging</source>
        <translation>把备份链中的下一个备份应用到暂存库</translation>
    </message>
    <message>
        <source>Complete Restore…</source>
        <translation>完成恢复…</translation>
    </message>
    <message>
        <source>Switch over with what is in staging, without another backup</source>
        <translation>不再应用备份，以暂存库中的内容切换</translation>
    </message>
    <message>
        <source>Restore only the objects that failed, into a new database of their own</source>
        <translation>只恢复失败的对象，放入单独的新库</translation>
    </message>
    <message>
        <source>Retry failed objects</source>
        <translation>重试失败的对象</translation>
    </message>
    <message>
        <source>A new task restores these objects alone, with what they depend on, into the new database %1. It is prechecked first; the target of the failed task is not touched.</source>
        <translation>将新建一个任务，只把这些对象及其依赖恢复到新库 %1。恢复前会先预检查；失败任务的目标不会被触碰。</translation>
    </message>
    <message>
        <source>Retry Failed Objects</source>
        <translation>重试失败的对象</translation>
    </message>
    <message>
        <source>Retry Failed Objects…</source>
        <translation>重试失败的对象…</translation>
    </message>
    <message>
        <source>New Task with This Backup…</source>
        <translation>用此备份新建任务…</translation>
    </message>
    <message>
        <source>Open the wizard with the same backup, for another target or other choices</source>
        <translation>用同一备份打开向导，选择其他目标或选项</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskDetails</name>
    <message numerus="yes">
        <source>%n task(s) selected</source>
        <translation>
            <numerusform>已选 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a task to see its details.</source>
        <translation>选择一个任务以查看详情。</translation>
    </message>
    <message>
        <source>The precheck was switched off for this task; the DBA took the responsibility.</source>
        <translation>此任务关闭了预检查，由 DBA 承担责任。</translation>
    </message>
    <message>
        <source>The findings come when the precheck is through.</source>
        <translation>预检查完成后显示结果。</translation>
    </message>
    <message>
        <source>This task has no findings.</source>
        <translation>此任务没有预检查结果。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Details of the task</source>
        <translation>任务详情</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>备份链</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskEditDialog</name>
    <message>
        <source>Edit Name and Tags</source>
        <translation>编辑名称和标签</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>描述(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskOverview</name>
    <message>
        <source>cannot be read now: %1</source>
        <translation>现在无法读取：%1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backup format</source>
        <translation>备份格式</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>If it exists</source>
        <translation>目标已存在时</translation>
    </message>
    <message>
        <source>overwrite, keep the old one</source>
        <translation>覆盖，保留旧库</translation>
    </message>
    <message>
        <source>stop, change nothing</source>
        <translation>停止，不做改动</translation>
    </message>
    <message>
        <source>Precheck</source>
        <translation>预检查</translation>
    </message>
    <message>
        <source>before the restore</source>
        <translation>恢复前执行</translation>
    </message>
    <message>
        <source>switched off by the DBA</source>
        <translation>已由 DBA 关闭</translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation>并行作业数</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>found %1 = executed %2 + skipped %3 + failed %4</source>
        <translation>共 %1 = 执行 %2 + 跳过 %3 + 失败 %4</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cause and remedy</source>
        <translation>原因与处理</translation>
    </message>
    <message>
        <source>What remains</source>
        <translation>目标现状</translation>
    </message>
    <message>
        <source>Tables and rows</source>
        <translation>表 / 行</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>遗留</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>恢复内容</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Serves as</source>
        <translation>环境</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskProgress</name>
    <message>
        <source>No object of this task came as far as being loaded.</source>
        <translation>此任务还没有对象开始载入。</translation>
    </message>
    <message>
        <source>Each table appears here as soon as its rows are loaded or counted.</source>
        <translation>表的行开始载入或计数后即显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n 个对象</numerusform>
        </translation>
    </message>
    <message>
        <source>Throughput over time</source>
        <translation>吞吐量变化</translation>
    </message>
    <message>
        <source>Search objects</source>
        <translation>搜索对象</translation>
    </message>
    <message>
        <source>Objects of the restore</source>
        <translation>恢复的对象</translation>
    </message>
</context>
<context>
    <name>bakferry::TaskTable</name>
    <message>
        <source>Restore tasks</source>
        <translation>恢复任务</translation>
    </message>
</context>
<context>
    <name>bakferry::ThroughputChart</name>
    <message>
        <source>Average %1, highest %2, over %3</source>
        <translation>平均 %1，最高 %2，历时 %3</translation>
    </message>
    <message>
        <source>nothing read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>After %1: %2</source>
        <translation>%1 时：%2</translation>
    </message>
    <message>
        <source>No throughput was recorded.</source>
        <translation>没有记录吞吐量。</translation>
    </message>
    <message>
        <source>The curve is drawn while the backup is read.</source>
        <translation>读取备份时显示曲线。</translation>
    </message>
    <message>
        <source>Throughput over time</source>
        <translation>吞吐量变化</translation>
    </message>
</context>
<context>
    <name>bakferry::TypedNames</name>
    <message>
        <source>In production, and about to be overwritten: %1. Type it to go on:</source>
        <translation>以下生产库将被覆盖：%1。请输入库名以继续：</translation>
    </message>
</context>
</TS>
