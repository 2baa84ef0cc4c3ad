#include "ui/filefield.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace bakferry {

FileField::FileField(const char* lineName, const char* buttonName, QWidget* parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_browse(new QPushButton(this))
{
    m_line->setObjectName(QString::fromLatin1(lineName));
    m_browse->setObjectName(QString::fromLatin1(buttonName));
    m_browse->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    row->addWidget(m_browse);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FileField::edited);
    connect(m_browse, &QPushButton::clicked, this, &FileField::browse);
}

QString FileField::path() const { return m_line->text(); }

void FileField::setWords(const QString& title, const QString& placeholder, const QString& accessibleName)
{
    m_title = title;
    m_line->setPlaceholderText(placeholder);
    m_line->setAccessibleName(accessibleName);
    m_browse->setText(tr("Browse…"));
    m_browse->setAccessibleName(title);
}

void FileField::browse()
{
    auto* dialog = new QFileDialog(this, m_title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_line->setText(path);
        emit edited();
    });
    dialog->open();
}

} // namespace bakferry
