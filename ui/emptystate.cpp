#include "ui/emptystate.h"

#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new PlainLabel(this))
    , m_button(new QPushButton(this))
    , m_dropHint(new PlainLabel(this))
{
    setObjectName(u"emptyState"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_sentence->setObjectName(u"emptySentence"_s);
    m_button->setObjectName(u"emptyNewTask"_s);
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setForegroundRole(QPalette::PlaceholderText);
    QFont larger = m_sentence->font();
    larger.setPointSizeF(larger.pointSizeF() * 1.2);
    m_sentence->setFont(larger);
    connect(m_button, &QPushButton::clicked, this,
            [this] { m_filtered ? emit showAllRequested() : emit newTaskRequested(); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_icon);
    column->addWidget(m_sentence);
    column->addWidget(m_button, 0, Qt::AlignCenter);
    column->addWidget(m_dropHint);
    column->addStretch();
    retranslateUi();
    paintIcon();
}

void EmptyState::setFiltered(bool filtered)
{
    m_filtered = filtered;
    retranslateUi();
    paintIcon();
}

void EmptyState::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    retranslateUi();
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    else if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

void EmptyState::retranslateUi()
{
    m_sentence->setText(m_filtered ? tr("No task fits the filter.") : tr("No restore tasks yet."));
    m_button->setText(m_filtered ? tr("Show All Tasks") : tr("New Restore Task…"));
    m_button->setIcon(m_filtered ? QIcon() : themedIcon(u"new"_s));
    m_button->setVisible(m_filtered || !m_readOnly);
    m_dropHint->setText(tr("or drop backup files here"));
    m_dropHint->setVisible(!m_filtered && !m_readOnly);
}

void EmptyState::paintIcon()
{
    const QColor colour = palette().color(QPalette::PlaceholderText);
    m_icon->setPixmap(colouredIcon(m_filtered ? u"search"_s : u"drop"_s, colour, 48, devicePixelRatioF()));
}

} // namespace bakferry
