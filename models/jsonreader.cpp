#include "models/jsonreader.h"

#include <cmath>

namespace bakferry {

using namespace Qt::StringLiterals;

QJsonValue JsonReader::field(const QString& key, QJsonValue::Type type)
{
    const QJsonValue value = m_object.value(key);
    require(value.type() == type);
    return value;
}

QString JsonReader::text(const QString& key) { return field(key, QJsonValue::String).toString(); }

QByteArray JsonReader::bytes(const QString& key)
{
    if (has(key))
        return text(key).toUtf8();
    const auto decoded = QByteArray::fromBase64Encoding(text(key + "Base64"_L1).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    require(bool(decoded));
    return decoded.decoded;
}

QByteArray JsonReader::latin1(const QString& key) { return text(key).toLatin1(); }

qint64 JsonReader::integer(const QString& key)
{
    const QJsonValue value = field(key, QJsonValue::Double);
    const qint64 integer = value.toInteger(-1);
    require(integer != -1 || value.toDouble() == -1);
    return integer;
}

double JsonReader::number(const QString& key)
{
    const double number = field(key, QJsonValue::Double).toDouble();
    require(std::isfinite(number));
    return number;
}

bool JsonReader::flag(const QString& key) { return field(key, QJsonValue::Bool).toBool(); }

QStringList JsonReader::texts(const QString& key)
{
    QStringList texts;
    for (const auto& element : array(key)) {
        require(element.isString());
        texts += element.toString();
    }
    return texts;
}

QDateTime JsonReader::time(const QString& key)
{
    if (!has(key))
        return {};
    const QDateTime time = QDateTime::fromString(text(key), Qt::ISODateWithMs);
    require(time.isValid());
    return time.toUTC();
}

QJsonObject JsonReader::object(const QString& key) { return field(key, QJsonValue::Object).toObject(); }

QJsonArray JsonReader::array(const QString& key) { return field(key, QJsonValue::Array).toArray(); }

} // namespace bakferry
