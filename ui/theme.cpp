#include "ui/theme.h"

#include <QApplication>
#include <QFont>
#include <QFontInfo>
#include <QProxyStyle>
#include <QStyleOption>

#include <cmath>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct Colours
{
    QRgb window, base, alternateBase, text, button, line, highlight, placeholder, disabled, link, toolTip, toolTipText;
};

QPalette paletteOf(const Colours& colours)
{
    QPalette palette(QColor::fromRgb(colours.button), QColor::fromRgb(colours.window));
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternateBase);
    palette.setColor(QPalette::Button, colours.button);
    palette.setColor(QPalette::Mid, colours.line);
    palette.setColor(QPalette::Highlight, colours.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, colours.placeholder);
    palette.setColor(QPalette::Link, colours.link);
    palette.setColor(QPalette::ToolTipBase, colours.toolTip);
    palette.setColor(QPalette::ToolTipText, colours.toolTipText);
    palette.setColor(QPalette::BrightText, Qt::white);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, colours.text);
        palette.setColor(QPalette::Disabled, role, colours.disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colours.disabled);
    return palette;
}

// Fusion shows the focus of a push button by the very frame that a dialog's default button always has: nobody could tell whether it has the focus.
class FocusStyle : public QProxyStyle
{
public:
    FocusStyle() : QProxyStyle(u"Fusion"_s) { }
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override
    {
        QProxyStyle::drawControl(element, option, painter, widget);
        if (element != CE_PushButton || !(option->state & State_HasFocus))
            return;
        QStyleOptionFocusRect focus;
        static_cast<QStyleOption&>(focus) = *option;
        focus.rect = option->rect.adjusted(3, 3, -3, -3);
        drawPrimitive(PE_FrameFocusRect, &focus, painter, widget);
    }
};

double luminance(const QColor& colour)
{
    const auto linear = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

QString themeToken(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return u"system"_s;
    case ThemeChoice::Light: return u"light"_s;
    case ThemeChoice::Dark: return u"dark"_s;
    }
    return {};
}

ThemeChoice themeFromToken(const QString& token)
{
    return token == u"light" ? ThemeChoice::Light : token == u"dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

QPalette lightPalette()
{
    return paletteOf({.window = 0xfff3f4f6, .base = 0xffffffff, .alternateBase = 0xfff8f9fb, .text = 0xff1b1f24,
                      .button = 0xfffcfcfd, .line = 0xffc9ced6, .highlight = 0xff1f66d0, .placeholder = 0xff667080,
                      .disabled = 0xff9aa1ab, .link = 0xff0b5cc9, .toolTip = 0xff24292f, .toolTipText = 0xffffffff});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0xff191c20, .base = 0xff23272c, .alternateBase = 0xff272b31, .text = 0xffe6e8eb,
                      .button = 0xff30363d, .line = 0xff4a515b, .highlight = 0xff2c66c4, .placeholder = 0xff949da8,
                      .disabled = 0xff69717c, .link = 0xff6ea8ff, .toolTip = 0xffe6e8eb, .toolTipText = 0xff16191d});
}

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

Theme::Theme()
    : m_systemIsDark(isDark(QGuiApplication::palette()))
{
    // Fusion draws alike on every desktop and honours the palette down to the last frame.
    QApplication::setStyle(new FocusStyle);
    // Without a name, the fallback for Chinese follows the desktop's locale and may draw the Japanese forms. The family
    // found stands first, not the one asked for: an alias like "Sans Serif" would be passed over for the next real name.
    QFont font = QApplication::font();
    font.setFamilies({QFontInfo(font).family(), u"Noto Sans CJK SC"_s, u"Noto Sans SC"_s, u"Source Han Sans SC"_s});
    QApplication::setFont(font);
}

void Theme::use(ThemeChoice choice)
{
    m_choice = choice;
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_systemIsDark);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

Tint tint(TintKind kind, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (kind) {
    case TintKind::Neutral: return dark ? Tint{0xffc3c9d1, 0xff30363d} : Tint{0xff4a525d, 0xffe6e9ed};
    case TintKind::Information: return dark ? Tint{0xff8dbbff, 0xff1a2f4d} : Tint{0xff0a4fae, 0xffdeebfd};
    case TintKind::Good: return dark ? Tint{0xff7ddb96, 0xff173823} : Tint{0xff14682f, 0xffdcf3e2};
    case TintKind::Caution: return dark ? Tint{0xfff2c261, 0xff40300d} : Tint{0xff7d5200, 0xfffdefcc};
    case TintKind::Bad: return dark ? Tint{0xffff9d94, 0xff4a1d1c} : Tint{0xffa8181f, 0xfffde3e1};
    }
    return {};
}

TintKind tintKindOf(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Restoring: return TintKind::Information;
    case TaskStatus::Succeeded: return TintKind::Good;
    case TaskStatus::Failed: return TintKind::Bad;
    case TaskStatus::PrecheckFailed: return TintKind::Caution;
    }
    return TintKind::Neutral;
}

TintKind tintKindOf(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Passed: return TintKind::Good;
    case FindingLevel::Warning: return TintKind::Caution;
    case FindingLevel::Blocker: return TintKind::Bad;
    case FindingLevel::NotCheckable: return TintKind::Neutral;
    }
    return TintKind::Neutral;
}

TintKind tintKindOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
    case LogLevel::Info: return TintKind::Neutral;
    case LogLevel::Warning: return TintKind::Caution;
    case LogLevel::Error: return TintKind::Bad;
    }
    return TintKind::Neutral;
}

TintKind tintKindOf(ObjectReport::State state)
{
    switch (state) {
    case ObjectReport::State::Loading: return TintKind::Information;
    case ObjectReport::State::Loaded: return TintKind::Neutral;
    case ObjectReport::State::Verified: return TintKind::Good;
    case ObjectReport::State::Differs:
    case ObjectReport::State::Failed: return TintKind::Bad;
    case ObjectReport::State::Stopped: return TintKind::Caution;
    }
    return TintKind::Neutral;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (qMax(first, second) + 0.05) / (qMin(first, second) + 0.05);
}

} // namespace bakferry
