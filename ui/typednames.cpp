#include "ui/typednames.h"

#include "engines/displaytext.h"
#include "ui/plaintext.h"

#include <QVBoxLayout>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

TypedNames::TypedNames(QWidget* parent) : QWidget(parent), m_question(new PlainLabel(this)), m_field(new QLineEdit(this))
{
    setObjectName(u"typedNames"_s);
    m_field->setObjectName(u"typedName"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_question);
    column->addWidget(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &TypedNames::completeChanged);
    setVisible(false);
}

bool TypedNames::isComplete() const
{
    if (m_names.size() <= 1)
        return m_names.isEmpty() || m_field->text() == m_names.first();
    QStringList typed, wanted = m_names;
    for (const QString& name : m_field->text().split(u','))
        typed += name.trimmed();
    std::ranges::sort(typed);
    std::ranges::sort(wanted);
    return typed == wanted;
}

void TypedNames::setNames(const QStringList& names)
{
    m_names = names;
    setVisible(!m_names.isEmpty());
    retranslateUi();
}

void TypedNames::clear() { m_field->clear(); }

void TypedNames::retranslateUi()
{
    const QString names = displayText(m_names.join(u", "_s), 400);
    m_question->setUntrustedText(tr("In production, and about to be overwritten: %1. Type it to go on:").arg(names));
    m_field->setAccessibleName(m_question->text());
}

} // namespace bakferry
