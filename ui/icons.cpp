#include "ui/icons.h"

#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

class PaletteIconEngine : public QIconEngine
{
public:
    explicit PaletteIconEngine(QString name) : m_name(std::move(name)) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor colour = mode == QIcon::Disabled ? palette.color(QPalette::Disabled, QPalette::ButtonText)
            : mode == QIcon::Selected                 ? palette.color(QPalette::HighlightedText)
                                                      : palette.color(QPalette::ButtonText);
        return colouredIcon(m_name, colour, qMin(size.width(), size.height()), scale);
    }
    QIconEngine* clone() const override { return new PaletteIconEngine(*this); }

private:
    QString m_name;
};

} // namespace

QIcon themedIcon(const QString& name) { return QIcon(new PaletteIconEngine(name)); }

QPixmap colouredIcon(const QString& name, const QColor& colour, int edge, qreal devicePixelRatio)
{
    const QString key = u"bakferry/%1/%2/%3/%4"_s.arg(name, colour.name(), QString::number(edge), QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return pixmap;
    QSvgRenderer renderer(file.readAll().replace("#000000", colour.name().toLatin1()));
    pixmap = QPixmap(QSize(edge, edge) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, edge, edge));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QString iconName(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Restoring: return u"status-restoring"_s;
    case TaskStatus::Succeeded: return u"status-succeeded"_s;
    case TaskStatus::Failed: return u"status-failed"_s;
    case TaskStatus::PrecheckFailed: return u"status-precheck-failed"_s;
    }
    return {};
}

QString iconName(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Passed: return u"status-succeeded"_s;
    case FindingLevel::Warning: return u"level-warning"_s;
    case FindingLevel::Blocker: return u"status-failed"_s;
    case FindingLevel::NotCheckable: return u"level-unknown"_s;
    }
    return {};
}

QIcon environmentIcon(Environment environment, const QPalette& palette)
{
    static constexpr TintKind kinds[environmentCount] = {TintKind::Neutral, TintKind::Bad, TintKind::Caution, TintKind::Good};
    if (environment == Environment::Unlabelled)
        return {};
    constexpr int edge = 64;
    QPixmap dot(edge, edge);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint(kinds[int(environment)], palette).ink);
    painter.drawEllipse(QRectF(edge * 0.2, edge * 0.2, edge * 0.6, edge * 0.6));
    painter.end();
    return QIcon(dot);
}

QString iconName(ObjectReport::State state)
{
    switch (state) {
    case ObjectReport::State::Loading: return u"status-restoring"_s;
    case ObjectReport::State::Loaded: return u"table"_s;
    case ObjectReport::State::Verified: return u"status-succeeded"_s;
    case ObjectReport::State::Differs: return u"level-warning"_s;
    case ObjectReport::State::Failed: return u"status-failed"_s;
    case ObjectReport::State::Stopped: return u"pause"_s;
    }
    return {};
}

} // namespace bakferry
