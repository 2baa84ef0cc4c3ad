#include "models/columntext.h"

#include "models/findingsmodel.h"
#include "models/ledgermodel.h"
#include "models/logmodel.h"
#include "models/migrationtaskmodel.h"
#include "models/objectsmodel.h"

#include <QCoreApplication>

namespace bakferry {

namespace {

QString word(const char* source) { return QCoreApplication::translate("Column", source); }

} // namespace

QString taskColumnText(int column)
{
    switch (MigrationTaskModel::Column(column)) {
    case MigrationTaskModel::NameColumn: return word(QT_TRANSLATE_NOOP("Column", "Task"));
    case MigrationTaskModel::StatusColumn: return word(QT_TRANSLATE_NOOP("Column", "Status"));
    case MigrationTaskModel::PhaseColumn: return word(QT_TRANSLATE_NOOP("Column", "Phase"));
    case MigrationTaskModel::ProgressColumn: return word(QT_TRANSLATE_NOOP("Column", "Progress"));
    case MigrationTaskModel::EngineColumn: return word(QT_TRANSLATE_NOOP("Column", "Engine"));
    case MigrationTaskModel::BackupColumn: return word(QT_TRANSLATE_NOOP("Column", "Backup"));
    case MigrationTaskModel::TargetColumn: return word(QT_TRANSLATE_NOOP("Column", "Target"));
    case MigrationTaskModel::RowsColumn: return word(QT_TRANSLATE_NOOP("Column", "Rows"));
    case MigrationTaskModel::SpeedColumn: return word(QT_TRANSLATE_NOOP("Column", "Speed"));
    case MigrationTaskModel::TimeLeftColumn: return word(QT_TRANSLATE_NOOP("Column", "Time left"));
    case MigrationTaskModel::StartedColumn: return word(QT_TRANSLATE_NOOP("Column", "Started"));
    case MigrationTaskModel::DurationColumn: return word(QT_TRANSLATE_NOOP("Column", "Duration"));
    case MigrationTaskModel::ResultColumn: return word(QT_TRANSLATE_NOOP("Column", "Result"));
    case MigrationTaskModel::ColumnCount: break;
    }
    return {};
}

QString findingColumnText(int column)
{
    switch (FindingsModel::Column(column)) {
    case FindingsModel::LevelColumn: return word(QT_TRANSLATE_NOOP("Column", "Answer"));
    case FindingsModel::CheckColumn: return word(QT_TRANSLATE_NOOP("Column", "Check"));
    case FindingsModel::WhatColumn: return word(QT_TRANSLATE_NOOP("Column", "What was found"));
    case FindingsModel::RemedyColumn: return word(QT_TRANSLATE_NOOP("Column", "Remedy"));
    case FindingsModel::AgainColumn: return word(QT_TRANSLATE_NOOP("Column", "Again"));
    case FindingsModel::ColumnCount: break;
    }
    return {};
}

QString logColumnText(int column)
{
    switch (LogModel::Column(column)) {
    case LogModel::TimeColumn: return word(QT_TRANSLATE_NOOP("Column", "Time"));
    case LogModel::LevelColumn: return word(QT_TRANSLATE_NOOP("Column", "Level"));
    case LogModel::TextColumn: return word(QT_TRANSLATE_NOOP("Column", "Text"));
    case LogModel::ColumnCount: break;
    }
    return {};
}

QString objectColumnText(int column)
{
    switch (ObjectsModel::Column(column)) {
    case ObjectsModel::ObjectColumn: return word(QT_TRANSLATE_NOOP("Column", "Object"));
    case ObjectsModel::StateColumn: return word(QT_TRANSLATE_NOOP("Column", "State"));
    case ObjectsModel::ReadColumn: return word(QT_TRANSLATE_NOOP("Column", "Rows read"));
    case ObjectsModel::InTargetColumn: return word(QT_TRANSLATE_NOOP("Column", "Rows in target"));
    case ObjectsModel::BytesColumn: return word(QT_TRANSLATE_NOOP("Column", "Read from backup"));
    case ObjectsModel::DurationColumn: return word(QT_TRANSLATE_NOOP("Column", "Duration"));
    case ObjectsModel::ColumnCount: break;
    }
    return {};
}

QString ledgerColumnText(int column)
{
    switch (LedgerModel::Column(column)) {
    case LedgerModel::TableColumn: return word(QT_TRANSLATE_NOOP("Column", "Table"));
    case LedgerModel::ReadColumn: return word(QT_TRANSLATE_NOOP("Column", "Rows read"));
    case LedgerModel::InTargetColumn: return word(QT_TRANSLATE_NOOP("Column", "Rows in target"));
    case LedgerModel::AgreesColumn: return word(QT_TRANSLATE_NOOP("Column", "Agrees"));
    case LedgerModel::ColumnCount: break;
    }
    return {};
}

} // namespace bakferry
