#pragma once
#include "tests/engines/sqlite/sqlitetestsupport.h"

namespace bakferry::test {

inline constexpr char keptSuffix[] = ".bakferry-0123456789ab.old"; ///< behind the target's name, for the task id of Workshop::driver()

/// A shop with a backup ("new") and a target that holds another database ("old").
class Overwrite
{
public:
    explicit Overwrite(const QByteArray& oldSql = "CREATE TABLE o(a);INSERT INTO o VALUES('old'),('older');") : before((makeBackup(), shop.source("")))
    {
        if (!oldSql.isEmpty())
            ok = OtherProgram(shop.target()).run(oldSql);
        else
            writeFile(shop.target(), {});
        oldContent = contentOf(shop.target());
    }
    EngineDriver driver() const
    {
        EngineDriver driver = shop.driver(shop.source("new.db"), shop.target());
        driver.request.overwrite = true;
        return driver;
    }
    bool holdsOld() const { return contentOf(shop.target()) == oldContent; }
    bool holdsNew() const { return contentOf(shop.target()) == newContent; }
    QStringList names() const { return shop.targetNames(); }

    Workshop shop;
    bool ok = true;
    QByteArrayList newContent, oldContent;
    Untouched before;

private:
    void makeBackup()
    {
        OtherProgram(shop.source("new.db")).run("CREATE TABLE n(a);WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<3000) INSERT INTO n SELECT 'new ' || x FROM c;");
        newContent = contentOf(shop.source("new.db"));
    }
};

} // namespace bakferry::test
