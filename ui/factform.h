#pragma once
#include <QFormLayout>
#include <QWidget>

namespace bakferry {

/// Rows of "word: value" to read: what a backup tells of itself, or what a task is. Values are untrusted plain text that can
/// be selected and copied.
class FactForm : public QWidget
{
    Q_OBJECT

public:
    explicit FactForm(QWidget* parent = nullptr);

    struct Row
    {
        QString label;
        QStringList values;
        bool wraps = false; ///< sentences, a line each, instead of one scrolling line
        friend bool operator==(const Row&, const Row&) = default;
    };
    /// Rows without a value are left out. Nothing happens when the rows are as they were.
    void setRows(QList<Row> rows);

private:
    void makeFields(const QList<Row>& rows);

    QFormLayout* m_form;
    QList<Row> m_rows;
};

} // namespace bakferry
