#include "engines/sqlserver/server/msquote.h"

namespace bakferry {

using namespace Qt::StringLiterals;

QString quotedMsName(const QString& name) { return u'[' + QString(name).replace(u']', u"]]"_s) + u']'; }
QString quotedMsText(const QString& value) { return u"N'"_s + QString(value).replace(u'\'', u"''"_s) + u'\''; }

} // namespace bakferry
