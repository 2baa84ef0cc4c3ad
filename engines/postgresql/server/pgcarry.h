#pragma once
#include "engines/postgresql/server/pgcatalog.h"

namespace bakferry {

/// Gives a new database what belongs to the old database as an object of the server and is in no dump: owner, privileges, settings of
/// the database and of roles in it, comment, connection limit, template mark, security labels, refused connections. Privileges
/// become those of the old one, no more; a comment that the backup brought stays where the old database had none.
/// @pre within a transaction; `name` is the new database's name in it
/// @returns what the server refused to this user, each with the statement that would do it; or an error of the connection
Result<QList<Message>> carryOverProperties(PgConnection& connection, const PgCatalogDatabase& old, const PgCatalogDatabase& fresh, const QByteArray& name);

/// The values of a list setting (search_path …) as the catalogue keeps them in one text: comma separated, odd ones in double quotes.
/// Source: PostgreSQL's manual on SET: such a list cannot be given as one string.
QByteArrayList splitSettingList(const QByteArray& list);

} // namespace bakferry
