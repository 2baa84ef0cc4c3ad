#include "ui/confirm.h"

#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestList = 8;
}

ConfirmDialog::ConfirmDialog(const Question& question, QWidget* parent)
    : FittedDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"confirmDialog"_s);
    setWindowTitle(question.title);
    setMinimumWidth(460);

    auto* icon = new QLabel(this);
    icon->setPixmap(colouredIcon(u"level-warning"_s, tint(TintKind::Caution, palette()).ink, 32, devicePixelRatioF()));
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    auto* title = new PlainLabel(this);
    title->setUntrustedText(question.title);
    QFont bold = title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    title->setFont(bold);
    words->addWidget(title);
    words->addWidget(new PlainLabel(question.text, this));
    for (const QString& item : question.items.first(qMin(question.items.size(), longestList))) {
        auto* line = new PlainLabel(this);
        line->setUntrustedText(u"• "_s + item);
        words->addWidget(line);
    }
    if (question.items.size() > longestList)
        words->addWidget(new PlainLabel(tr("… and %n more", nullptr, int(question.items.size() - longestList)), this));

    auto* buttons = new QDialogButtonBox(this);
    auto* cancel = buttons->addButton(question.keep.isEmpty() ? tr("Cancel") : question.keep, QDialogButtonBox::RejectRole);
    auto* act = buttons->addButton(question.action, QDialogButtonBox::AcceptRole);
    for (int i = 0; i < question.others.size(); ++i) {
        auto* other = buttons->addButton(question.others[i], QDialogButtonBox::ActionRole);
        other->setObjectName(u"confirmOther%1"_s.arg(i));
        other->setAutoDefault(false);
        connect(other, &QPushButton::clicked, this, [this, i] {
            emit otherChosen(i);
            reject();
        });
    }
    if (question.others.size() > 1)
        buttons->setOrientation(Qt::Vertical); // side by side, four long ones are wider than a dialog
    cancel->setObjectName(u"confirmCancel"_s);
    act->setObjectName(u"confirmAct"_s);
    act->setAutoDefault(false);
    cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!question.typedWord.isEmpty()) {
        auto* prompt = new PlainLabel(this);
        prompt->setUntrustedText(tr("Type %1 to go on:").arg(question.typedWord));
        auto* typed = new QLineEdit(this);
        typed->setObjectName(u"confirmTyped"_s);
        typed->setAccessibleName(prompt->text());
        words->addWidget(prompt);
        words->addWidget(typed);
        act->setEnabled(false);
        connect(typed, &QLineEdit::textChanged, act,
                [act, word = question.typedWord](const QString& text) { act->setEnabled(text == word); });
    }

    auto* top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(18, 18, 18, 14);
    all->setSpacing(16);
    all->addLayout(top);
    all->addWidget(buttons);
    cancel->setFocus();
}

} // namespace bakferry
