#include "engines/sqlserver/server/msquote.h"

namespace bakferry {

using namespace Qt::StringLiterals;

QString quotedMsName(const QString& name) { return u'[' + QString(name).replace(u']', u"]]"_s) + u']'; }
QString quotedMsText(const QString& value) { return u"N'"_s + QString(value).replace(u'\'', u"''"_s) + u'\''; }
bool isSameMsName(const QString& left, const QString& right) { return left.compare(right, Qt::CaseInsensitive) == 0; }

} // namespace bakferry
