#pragma once
#include "engines/mariadb/script/myfiles.h"
#include "engines/mariadb/script/myobjects.h"
#include "engines/mariadb/script/myproblem.h"
#include "engines/mariadb/script/myrisks.h"
#include "engines/mariadb/script/mysession.h"
#include "engines/script/mysplitter.h"

namespace bakferry {

/// Where a statement stands.
struct MyPlace
{
    int file = 0;
    qint64 offset = 0, length = 0, line = 0;
};

/// Makes databases and entries out of the statements of a backup's files, one after another. One thread.
class MyEntryMaker
{
public:
    explicit MyEntryMaker(const QList<MyFile>& files) : m_files(files) { }
    /// A file with a session of its own.
    /// @param charset  of text in it that declares none; empty: not known
    void beginFile(int index, const QByteArray& charset);
    /// Goes on in another file with the same session: one that is read by the file at hand, or that one again.
    void enterFile(int index);
    MyLexMode mode() const { return m_session->mode(); }
    bool isCharsetDeclared() const { return m_session->isCharsetDeclared(); }
    const MySession& session() const { return *m_session; }
    void setCharset(const QByteArray& charset); ///< as the client's \C says
    /// The database that comments name for what stands before any USE.
    void setNamelessDatabase(const QByteArray& name) { m_namelessName = name; }
    void beginNextDump() { ++m_dumps; } ///< another producer's heading came

    /// @param sql  without its delimiter; of a long INSERT its beginning is enough
    void takeStatement(QByteArrayView sql, const MyPlace& place, const MySplitter::Statement& facts);
    void finish();

    const MyObjects& objects() const { return m_objects; }
    const QList<MySettings>& settings() const { return m_settings; }
    MyProblems& problems() { return m_problems; }
    qint64 statements() const { return m_statements; }
    const std::optional<Message>& whyInOrder() const { return m_whyInOrder; }
    const MyBinlogPosition& position() const { return m_position; }
    QByteArray lastObject() const { return m_lastObject; } ///< "TABLE orders": the last whole one, for people
    QString place(const MyPlace& place) const; ///< "line 12", or "data.sql, line 12"

private:
    struct Foreign ///< a database that a statement names and nothing declared so far
    {
        QByteArray database;
        MyPlace place;
    };
    bool extendsRun(QByteArrayView sql, const MyPlace& place, const MySplitter::Statement& facts);
    bool meansSeveralThings(const MyStatement& statement, QByteArrayView sql) const;
    void take(const MyStatement& statement, QByteArrayView sql, const MySplitter::Statement& facts);
    void takeSet(QByteArrayView sql);
    void createDatabase(const MyStatement& statement);
    void dropDatabase(const QByteArray& name);
    void makeObject(const MyStatement& statement, QByteArrayView sql);
    void dropObjects(const MyStatement& statement, QByteArrayView sql);
    bool dropTable(int database, const QByteArray& kind, const QByteArray& name);
    void fill(const MyStatement& statement, QByteArrayView sql, const MySplitter::Statement& facts);
    void touchRows(const MyStatement& statement);
    bool goesOnWithRun(int database, const QByteArray& table) const;
    void lengthenRun(const MyPlace& place, const MySplitter::Statement& facts);
    void alter(const MyStatement& statement, QByteArrayView sql);
    void runInOrder(QByteArrayView sql, const char* why);
    MyReach reachOf(const MyStatement& statement, QByteArrayView sql);
    void refuse(QByteArrayView sql);
    int addEntry(int database, MyEntry entry, QByteArrayView definition);
    bool isOwn(const QByteArray& database);
    int databaseOf(const MyQualifiedName& name);
    void mention(const QByteArray& database);
    QByteArray text(const QByteArray& bytes) const;
    void inOrder(const char* why);
    void problem(MyProblem::Kind kind, const char* what, const QStringList& arguments, const QString& detail = {});
    void checkForeign();
    void checkSystem();

    MyObjects m_objects;
    QList<MySettings> m_settings;
    std::unique_ptr<MySession> m_session = std::make_unique<MySession>();
    MyProblems m_problems;
    std::optional<Message> m_whyInOrder;
    MyBinlogPosition m_position;
    QByteArray m_lastObject, m_namelessName;
    QHash<QByteArray, QByteArray> m_folderDatabases; ///< what CREATE DATABASE says, by mydumper's file name
    QList<Foreign> m_foreign;
    MyPlace m_place;         ///< of the statement at hand
    const QList<MyFile>& m_files;
    MyFile m_file;           ///< the one at hand
    int m_current = 0;       ///< database
    int m_settingsNow = -1;
    int m_dumps = 0, m_runs = 0;
    qint64 m_statements = 0;

    int m_runDatabase = -1, m_runEntry = -1; ///< the data entry that the next statement may go on with
    QByteArray m_runHead;    ///< "INSERT INTO `orders`"; empty: a run of other statements
};

} // namespace bakferry
