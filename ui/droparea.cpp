#include "ui/droparea.h"

#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

QList<BackupFile> filesIn(const QMimeData& data)
{
    QList<BackupFile> files;
    for (const QUrl& url : data.urls()) {
        if (!url.isLocalFile())
            continue;
        // The encoded form, because a name that is not UTF-8 survives in it and not in toLocalFile().
        const QByteArray encoded = url.path(QUrl::FullyEncoded).toLatin1();
        files.append({QByteArray::fromPercentEncoding(encoded)});
    }
    return files;
}

DropArea::DropArea(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_invitation(new PlainLabel(this))
    , m_path(new QLineEdit(this))
    , m_add(new QPushButton(this))
    , m_browse(new QPushButton(this))
    , m_problem(new PlainLabel(this))
{
    setObjectName(u"dropArea"_s);
    setAcceptDrops(true);
    m_path->setObjectName(u"backupPath"_s);
    m_path->setAcceptDrops(false);
    m_path->installEventFilter(this);
    m_add->setObjectName(u"addBackup"_s);
    m_add->setAutoDefault(false);
    m_add->setEnabled(false);
    m_browse->setObjectName(u"browseBackup"_s);
    m_browse->setAutoDefault(false);
    m_problem->setObjectName(u"dropProblem"_s);
    m_problem->hide();
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString& text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_add, &QPushButton::clicked, this, [this] { addTyped(m_path->text()); });
    connect(m_browse, &QPushButton::clicked, this, &DropArea::browse);

    auto* entry = new QHBoxLayout;
    entry->addWidget(m_path, 1);
    entry->addWidget(m_add);
    entry->addWidget(m_browse);
    auto* words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_invitation);
    words->addLayout(entry);
    words->addWidget(m_problem);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(14);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    retranslateUi();
}

bool DropArea::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_path && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (m_path->text().trimmed().isEmpty())
                return false;
            addTyped(m_path->text());
            return true; // Enter in this field adds a file, it does not turn the page
        }
        if (key->matches(QKeySequence::Paste)) {
            const QMimeData* data = QApplication::clipboard()->mimeData();
            if (data && data->hasUrls()) {
                choose(filesIn(*data));
                return true;
            }
            if (data && data->text().trimmed().contains(u'\n')) {
                addTyped(data->text());
                return true;
            }
        }
    }
    return QFrame::eventFilter(watched, event);
}

void DropArea::addTyped(const QString& text)
{
    QList<BackupFile> files;
    for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts)) {
        QString path = line.trimmed();
        if (path.size() >= 2 && (path.startsWith(u'"') || path.startsWith(u'\'')) && path.endsWith(path.front()))
            path = path.sliced(1, path.size() - 2); // as file managers copy it
        if (path.isEmpty())
            continue;
        if (!path.startsWith(u'/')) {
            m_problem->setUntrustedText(tr("%1 is not a whole path: begin with /.").arg(path));
            m_problem->show();
            return;
        }
        files.append({QFile::encodeName(QDir::cleanPath(path))});
    }
    choose(files);
}

void DropArea::choose(const QList<BackupFile>& files)
{
    m_problem->hide();
    if (files.isEmpty())
        return;
    const auto isLossy = [](const BackupFile& file) { return QString::fromUtf8(file.path).contains(QChar::ReplacementCharacter); };
    if (const auto lossy = std::find_if(files.begin(), files.end(), isLossy); lossy != files.end() && QUtf8StringView(lossy->path.constData(), lossy->path.size()).isValidUtf8()) {
        m_problem->setUntrustedText(tr("The name %1 is not UTF-8, so it cannot be typed or browsed for. Drag the file here.").arg(lossy->display()));
        m_problem->show();
        return;
    }
    m_path->clear();
    emit filesChosen(files);
}

void DropArea::browse()
{
    auto* dialog = new QFileDialog(this, tr("Choose Backup Files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilter(tr("All files (*)"));
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        QList<BackupFile> files;
        for (const QString& path : paths)
            files.append({QFile::encodeName(path)});
        choose(files);
    });
    dialog->open();
}

void DropArea::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslateUi();
}

void DropArea::dragEnterEvent(QDragEnterEvent* event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DropArea::dropEvent(QDropEvent* event)
{
    choose(filesIn(*event->mimeData()));
    event->acceptProposedAction();
}

void DropArea::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.2, Qt::DashLine));
    painter.setBrush(palette().brush(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

void DropArea::retranslateUi()
{
    m_icon->setPixmap(colouredIcon(u"drop"_s, palette().color(QPalette::PlaceholderText), 36, devicePixelRatioF()));
    m_invitation->setText(tr("Drop backup files here, paste their paths, or browse. The format is recognised by content."));
    m_path->setPlaceholderText(tr("/path/of/the/backup"));
    m_path->setAccessibleName(tr("Path of a backup file"));
    m_add->setText(tr("Add"));
    m_browse->setText(tr("Browse…"));
}

} // namespace bakferry
