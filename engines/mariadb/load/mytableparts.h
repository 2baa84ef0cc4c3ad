#pragma once
#include "engines/script/mytokens.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

namespace bakferry {

/// A CREATE TABLE cut into what must be there before the rows and what is cheaper, or only possible, to add behind them.
struct MyTableParts
{
    struct ForeignKey
    {
        QByteArray definition;       ///< "CONSTRAINT … FOREIGN KEY …"
        MyQualifiedName references;
    };
    QByteArray create;               ///< the statement without what follows here
    QByteArrayList keys;             ///< "KEY … (…)", for one ALTER TABLE … ADD
    QByteArrayList fullTextKeys;     ///< for an ALTER TABLE each
    QList<ForeignKey> foreignKeys;
    QByteArray name;                 ///< the table's, as the statement words it
    bool keepsUnique = false;        ///< a unique key besides the primary one stays in `create`
};

/// Cuts where that is as good as the statement whole: the table is InnoDB's, has no system versioning, and the keys are written each in a
/// part of its own outside of comments with a version. What AUTO_INCREMENT needs stays, unique keys of a table without a primary key stay (one of them
/// is the order its rows lie in), and so does what stands before a key that stays: the order of keys remains.
/// @param cut              ForeignKeysAlone: keys stay
/// @param defaultIsInnoDb  what the server takes where the statement names no storage engine
enum class MyCut { ForeignKeysAlone, KeysToo };
MyTableParts myTableParts(const QByteArray& definition, MyLexMode mode, MyCut cut, bool defaultIsInnoDb);

} // namespace bakferry
