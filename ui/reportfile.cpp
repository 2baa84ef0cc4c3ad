#include "ui/reportfile.h"

#include "engines/displaytext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace bakferry {

namespace {

constexpr qsizetype mostLogRowsOfPdf = 2'000;

// The page comes from our own writer, which has made every name plain text.
QByteArray pdfOf(const MigrationTask& task, const QList<LogRow>& log)
{
    TaskDocument document = documentOf(task, log.last(qMin(log.size(), mostLogRowsOfPdf)));
    if (log.size() > mostLogRowsOfPdf)
        document.tables.last().title = QCoreApplication::translate("ReportFile", "Log: the last %1 of %2 rows").arg(mostLogRowsOfPdf).arg(log.size());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
    writer.setTitle(document.title);
    writer.setCreator(document.footer);
    QTextDocument text;
    text.setDefaultFont(QFont(QStringLiteral("sans-serif"), 9));
    text.setHtml(QString::fromUtf8(htmlOf(document)));
    text.print(&writer);
    return bytes;
}

QByteArray bytesOf(ReportFormat format, const MigrationTask& task, const QList<LogRow>& log)
{
    switch (format) {
    case ReportFormat::Html: return htmlOf(documentOf(task, log));
    case ReportFormat::Pdf: return pdfOf(task, log);
    case ReportFormat::Csv: return csvOf(documentOf(task, log));
    case ReportFormat::Json: break;
    }
    return jsonOf(task, log);
}

} // namespace

Result<void> writeReportFile(const QByteArray& path, ReportFormat format, const MigrationTask& task, const QList<LogRow>& log)
{
    const QByteArray bytes = bytesOf(format, task, log);
    QSaveFile file(QFile::decodeName(path));
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{ErrorKind::TargetUnusable, "report.write", {QT_TRANSLATE_NOOP("Message", "The report could not be written to %1."), {displayBytes(path)}},
                 {QT_TRANSLATE_NOOP("Message", "Choose a folder that you may write and that has room."), {}}, file.errorString()};
}

} // namespace bakferry
