#pragma once
#include <QStringList>
#include <QTranslator>

class QWidget;

namespace bakferry::test {

/// Makes every text of the program half as long again, word by word, as a language with longer words would. Placeholders, mnemonics and
/// the words' number stay.
class LongWords : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override;
};

/// What a person could not read in a window that is shown: "QLabel name: “text” needs 120 of 80". Looks at labels, buttons, boxes, tabs and
/// lists, and at widgets that stick out of their parent where nothing scrolls.
QStringList clippedTexts(const QWidget& window);

} // namespace bakferry::test
