#include "ui/banner.h"

#include "engines/displaytext.h"
#include "models/statustext.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

TintKind tintKindOf(BannerLevel level)
{
    switch (level) {
    case BannerLevel::Information: return TintKind::Information;
    case BannerLevel::Warning: return TintKind::Caution;
    case BannerLevel::Error: return TintKind::Bad;
    }
    return TintKind::Neutral;
}

constexpr qsizetype longestDetail = 16'384;

QString iconName(BannerLevel level)
{
    switch (level) {
    case BannerLevel::Information: return u"info"_s;
    case BannerLevel::Warning: return u"level-warning"_s;
    case BannerLevel::Error: return u"status-failed"_s;
    }
    return {};
}

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_textLabel(new PlainLabel(this))
    , m_hintLabel(new PlainLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_textLabel->setObjectName(u"bannerText"_s);
    m_hintLabel->setObjectName(u"bannerHint"_s);
    auto* close = new QToolButton(this);
    close->setObjectName(u"bannerClose"_s);
    close->setIcon(themedIcon(u"close"_s));
    close->setAutoRaise(true);
    m_close = close;
    connect(m_close, &QAbstractButton::clicked, this, &QWidget::hide);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_textLabel);
    words->addWidget(m_hintLabel);
    makeDetail();
    words->addWidget(m_unfold, 0, Qt::AlignLeft);
    words->addWidget(m_raw);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_close, 0, Qt::AlignTop);
    retranslateUi();
    hide();
}

void Banner::makeDetail()
{
    m_unfold = new QToolButton(this);
    m_unfold->setObjectName(u"bannerUnfold"_s);
    m_unfold->setAutoRaise(true);
    m_unfold->setCheckable(true);
    m_unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_unfold->setFocusPolicy(Qt::StrongFocus);
    m_raw = new QPlainTextEdit(this);
    m_raw->setObjectName(u"bannerDetail"_s);
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->setFixedHeight(m_raw->fontMetrics().height() * 5 + 12);
    connect(m_unfold, &QToolButton::toggled, this, [this](bool open) { foldDetail(!open); });
    foldDetail(true);
}

void Banner::foldDetail(bool folded)
{
    m_unfold->setChecked(!folded);
    m_unfold->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    m_unfold->setVisible(!m_detail.isEmpty());
    m_raw->setVisible(!folded && !m_detail.isEmpty());
}

void Banner::showMessage(BannerLevel level, const Message& text, const Message& hint, const QString& detail)
{
    if (m_detail != detail) {
        m_detail = detail;
        QStringList lines = detail.left(longestDetail).split(u'\n');
        for (QString& line : lines)
            line = displayText(line, longestDetail);
        m_raw->setPlainText(lines.join(u'\n'));
        foldDetail(true);
    }
    m_level = level;
    m_text = text;
    m_hint = hint;
    m_hintLabel->setVisible(!hint.isEmpty());
    retranslateUi();
    paintLevel();
    show();
}

void Banner::addButton(QAbstractButton* button)
{
    button->setParent(this);
    m_buttons->addWidget(button);
}

void Banner::setClosable(bool closable) { m_close->setVisible(closable); }

QString Banner::text() const { return m_textLabel->text(); }

void Banner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    else if (event->type() == QEvent::PaletteChange)
        paintLevel();
}

void Banner::paintEvent(QPaintEvent*)
{
    const Tint colours = tint(tintKindOf(m_level), palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = colours.ink;
    edge.setAlphaF(0.35F);
    painter.setPen(edge);
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void Banner::retranslateUi()
{
    m_textLabel->setUntrustedText(translated(m_text));
    m_hintLabel->setUntrustedText(translated(m_hint));
    setAccessibleName(m_textLabel->text());
    m_unfold->setText(tr("Raw words"));
    setPlainToolTip(m_unfold, tr("What the database or the system itself said"));
    m_raw->setAccessibleName(m_unfold->text());
    m_close->setAccessibleName(tr("Close this message"));
    setPlainToolTip(m_close, tr("Close this message"));
}

// Buttons in the banner keep their own colours: only the two labels are written in the tint's ink.
void Banner::paintLevel()
{
    const Tint colours = tint(tintKindOf(m_level), palette());
    m_icon->setPixmap(colouredIcon(iconName(m_level), colours.ink, 18, devicePixelRatioF()));
    for (QLabel* label : {static_cast<QLabel*>(m_textLabel), static_cast<QLabel*>(m_hintLabel)}) {
        QPalette ink;
        ink.setColor(QPalette::WindowText, colours.ink);
        label->setPalette(ink);
    }
    update();
}

} // namespace bakferry
