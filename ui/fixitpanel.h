#pragma once
#include "engines/precheck.h"
#include "ui/contentscroll.h"

#include <optional>

namespace bakferry {

/// The choices that would settle findings, each with what would become of the backup's objects; and those chosen already, so that
/// they can be taken back when their finding is gone. Nothing is chosen unasked.
class FixItPanel : public ContentScroll
{
    Q_OBJECT

public:
    explicit FixItPanel(QWidget* parent = nullptr);
    void showFixes(const QList<Finding>& findings, const QList<FixIt>& chosen);
    void retranslateUi();

signals:
    void fixChosen(const QList<bakferry::FixIt>& alternatives, const std::optional<bakferry::FixIt>& chosen);

private:
    struct Group
    {
        Finding finding; ///< without check id: a choice whose finding is gone
        QList<FixIt> alternatives;
        friend bool operator==(const Group&, const Group&) = default;
    };
    void rebuild();
    void showChosen();
    QWidget* makeGroup(const Group& group, int number);

    QList<Group> m_groups;
    QList<FixIt> m_chosen;
};

} // namespace bakferry
