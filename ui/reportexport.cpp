#include "ui/reportexport.h"

#include "engines/displaytext.h"

#include <QFile>
#include <QFileDialog>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct Choice
{
    ReportFormat format;
    const char* words;
    QLatin1StringView suffix;
};

constexpr Choice choices[]{
    {ReportFormat::Html, QT_TRANSLATE_NOOP("bakferry::ReportExport", "Web page (*.html)"), "html"_L1},
    {ReportFormat::Pdf, QT_TRANSLATE_NOOP("bakferry::ReportExport", "PDF document (*.pdf)"), "pdf"_L1},
    {ReportFormat::Csv, QT_TRANSLATE_NOOP("bakferry::ReportExport", "Table for spreadsheets (*.csv)"), "csv"_L1},
    {ReportFormat::Json, QT_TRANSLATE_NOOP("bakferry::ReportExport", "JSON, without loss (*.json)"), "json"_L1},
};

} // namespace

ReportExport::ReportExport(const Services& services, QWidget& window) : QObject(&window), m_services(services), m_window(window) { }

void ReportExport::ask(const MigrationTask& task)
{
    QStringList filters;
    for (const Choice& choice : choices)
        filters += tr(choice.words);
    auto* dialog = new QFileDialog(&m_window, tr("Export the report of “%1”").arg(displayText(task.name)));
    dialog->setObjectName(u"reportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(choices[0].suffix);
    dialog->selectFile(task.name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString& filter) {
        if (const qsizetype chosen = filters.indexOf(filter); chosen >= 0)
            dialog->setDefaultSuffix(choices[chosen].suffix);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, filters, task](const QString& path) {
        const qsizetype chosen = qMax<qsizetype>(0, filters.indexOf(dialog->selectedNameFilter()));
        write(task, choices[chosen].format, QFile::encodeName(path));
    });
    dialog->open();
}

void ReportExport::write(const MigrationTask& task, ReportFormat format, const QByteArray& path)
{
    constexpr int everything = 1'000'000;
    m_services.readLog(task.id, 0, everything, this, [this, task, format, path](const QList<LogRow>& log, qint64) {
        m_services.runAside([path, format, task, log] { return writeReportFile(path, format, task, log); }, this, [this, path](const Result<void>& done) {
            if (done)
                emit written({QT_TRANSLATE_NOOP("Message", "The report was written to %1."), {displayBytes(path)}});
            else
                emit failed(done.error());
        });
    });
}

} // namespace bakferry
