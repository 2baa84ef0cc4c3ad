#pragma once
#include "engines/mariadb/server/myconnection.h"

#include <QSet>

namespace bakferry {

/// What the signed-in account may do, as SHOW GRANTS tells: global privileges and those on databases, patterns understood.
class MyGrants
{
public:
    static Result<MyGrants> of(MyConnection& connection);

    /// @param privilege  upper case: "CREATE VIEW"
    bool hasGlobal(const QByteArray& privilege) const;
    bool hasOn(const QByteArray& database, const QByteArray& privilege) const;
    bool isSuperuser() const; ///< ALL PRIVILEGES or SUPER on *.*
    /// May make objects in another account's name. Sources: MariaDB's manual, "SET USER"; MySQL's, "SET_ANY_DEFINER"
    bool maySetDefiners() const;
    /// May write to a server that is read_only.
    bool mayWriteReadOnly() const;

    /// One line of SHOW GRANTS. @returns false where it is none on *.* or a whole database
    bool add(const QByteArray& line);

private:
    struct OnDatabase
    {
        QByteArray pattern; ///< % and _ as in LIKE, a backslash before those that stand for themselves
        QSet<QByteArray> privileges;
    };
    QSet<QByteArray> m_global;
    QList<OnDatabase> m_databases;
};

} // namespace bakferry
