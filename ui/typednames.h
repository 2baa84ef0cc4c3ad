#pragma once
#include <QWidget>

class QLineEdit;

namespace bakferry {

class PlainLabel;

/// Asks for the names of the databases in production that would be overwritten, before that can start: one field, several names separated by
/// commas. Hidden when there is none. GUI thread.
class TypedNames : public QWidget
{
    Q_OBJECT

public:
    explicit TypedNames(QWidget* parent = nullptr);

    /// What must be typed, in any order.
    void setNames(const QStringList& names);
    /// Forgets what was typed.
    void clear();
    bool isComplete() const;
    void retranslateUi();

signals:
    void completeChanged();

private:
    QStringList m_names;
    PlainLabel* m_question;
    QLineEdit* m_field;
};

} // namespace bakferry
