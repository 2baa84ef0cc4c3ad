#include "tests/ui/picture.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>
#include <QWidget>

namespace bakferry::test {

bool savePicture(QWidget& window, const QString& folder, const QString& name)
{
    QTest::qWait(200); // lets call-backs, layout and column sizing settle
    QCoreApplication::sendPostedEvents();
    return QDir().mkpath(folder) && window.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace bakferry::test
