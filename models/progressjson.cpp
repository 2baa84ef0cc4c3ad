// The part of taskjson.h that is about how far a restore is.
#include "models/jsonreader.h"
#include "models/taskjson.h"
#include "models/tokens.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString text(const QByteArray& token) { return QString::fromLatin1(token); }

} // namespace

QJsonObject toJson(const JobProgress& progress)
{
    return {{u"step"_s, text(token(progress.step))}, {u"bytesDone"_s, progress.bytesDone}, {u"bytesTotal"_s, progress.bytesTotal},
            {u"rowsDone"_s, progress.rowsDone}, {u"object"_s, progress.object}};
}

template <> std::optional<JobProgress> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    JobProgress progress;
    progress.step = reader.held(fromToken<JobStep>(reader.latin1(u"step"_s)));
    progress.bytesDone = reader.integer(u"bytesDone"_s);
    progress.bytesTotal = reader.integer(u"bytesTotal"_s);
    progress.rowsDone = reader.integer(u"rowsDone"_s);
    progress.object = reader.text(u"object"_s);
    return reader.result(progress);
}

// A backup may hold thousands of objects, so what is not known is left out.
QJsonObject toJson(const ObjectReport& object)
{
    QJsonObject json{{u"object"_s, object.object}, {u"state"_s, text(token(object.state))}};
    const auto insert = [&json](const QString& key, qint64 number) {
        if (number >= 0)
            json.insert(key, number);
    };
    insert(u"read"_s, object.rowsRead);
    insert(u"inTarget"_s, object.rowsInTarget);
    insert(u"bytes"_s, object.bytes);
    insert(u"ms"_s, object.durationMs);
    if (!object.id.isEmpty())
        json.insert(u"id"_s, text(object.id));
    return json;
}

template <> std::optional<ObjectReport> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    const auto number = [&reader](const QString& key) { return reader.has(key) ? reader.integer(key) : -1; };
    ObjectReport report;
    report.object = reader.text(u"object"_s);
    report.state = reader.held(fromToken<ObjectReport::State>(reader.latin1(u"state"_s)));
    report.rowsRead = number(u"read"_s);
    report.rowsInTarget = number(u"inTarget"_s);
    report.bytes = number(u"bytes"_s);
    report.durationMs = number(u"ms"_s);
    if (reader.has(u"id"_s))
        report.id = reader.latin1(u"id"_s);
    return reader.result(report);
}

QJsonObject toJson(const Throughput& throughput)
{
    QJsonArray bytes;
    for (const qint64 stretch : throughput.bytes)
        bytes.append(stretch);
    return {{u"stretchMs"_s, throughput.stretchMs}, {u"bytes"_s, bytes}};
}

template <> std::optional<Throughput> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    Throughput throughput;
    throughput.stretchMs = reader.integer(u"stretchMs"_s);
    const QJsonArray bytes = reader.array(u"bytes"_s);
    reader.require(throughput.stretchMs > 0 && bytes.size() <= Throughput::mostStretches);
    for (const auto& stretch : bytes) {
        reader.require(stretch.isDouble() && stretch.toInteger() >= 0);
        throughput.bytes.append(stretch.toInteger());
    }
    return reader.result(throughput);
}

} // namespace bakferry
