#include "ui/factform.h"

#include "ui/plaintext.h"

namespace bakferry {

FactForm::FactForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(3);
    m_form->setHorizontalSpacing(12);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FactForm::setRows(QList<Row> rows)
{
    for (Row& row : rows)
        row.values.removeAll(QString());
    rows.removeIf([](const Row& row) { return row.values.isEmpty(); });
    if (rows == m_rows)
        return;
    const auto isSameField = [](const Row& a, const Row& b) { return a.label == b.label && a.wraps == b.wraps; };
    if (!std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), isSameField))
        makeFields(rows);
    // Fields stay when only values change: a DBA may be selecting text in one of them.
    for (int i = 0; i < rows.size(); ++i) {
        QWidget* field = m_form->itemAt(i, QFormLayout::FieldRole)->widget();
        if (i < m_rows.size() && rows[i] == m_rows[i])
            continue;
        if (rows[i].wraps)
            static_cast<PlainLabel*>(field)->setUntrustedLines(rows[i].values);
        else
            static_cast<ValueField*>(field)->setUntrustedText(rows[i].values.join(u", "));
    }
    m_rows = rows;
}

void FactForm::makeFields(const QList<Row>& rows)
{
    m_rows.clear();
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const Row& row : rows) {
        auto* label = new PlainLabel(this);
        label->setUntrustedText(row.label);
        label->setWordWrap(false);
        label->setForegroundRole(QPalette::PlaceholderText);
        QWidget* field = row.wraps ? static_cast<QWidget*>(new PlainLabel(this)) : new ValueField(this);
        label->setMinimumHeight(label->fontMetrics().height() + 4);
        field->setAccessibleName(row.label);
        m_form->addRow(label, field);
    }
}

} // namespace bakferry
