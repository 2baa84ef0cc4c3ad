#include "engines/foreignformat.h"
#include "engines/mariadb/script/myscriptbackup.h"
#include "engines/script/mytokens.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 64 * 1024;

bool hasOneOf(QByteArrayView text, std::initializer_list<QByteArrayView> words)
{
    return std::ranges::any_of(words, [&](QByteArrayView word) { return text.indexOf(word) >= 0; });
}

// Words at the beginning of a line, in any case, perhaps inside of a comment with a version.
bool hasLine(const QByteArray& lower, std::initializer_list<QByteArrayView> beginnings)
{
    for (QByteArrayView line : QByteArrayView(lower).toByteArray().split('\n')) {
        line = line.trimmed();
        if (line.startsWith("/*!"))
            line = line.sliced(qMin<qsizetype>(line.size(), 8)).trimmed();
        if (std::ranges::any_of(beginnings, [&](QByteArrayView one) { return line.startsWith(one); }))
            return true;
    }
    return false;
}

// 0: makes databases or tables, 1: fills them, 2: makes what builds on them
int rankOf(const QByteArray& head)
{
    const QByteArray lower = head.toLower();
    if (hasLine(lower, {"create table", "create database", "create schema"}))
        return 0;
    return hasLine(lower, {"insert ", "replace "}) ? 1 : 2;
}

} // namespace

int recogniseMyScript(QByteArrayView head)
{
    const QByteArrayView start = head.first(qMin<qsizetype>(head.size(), 4096));
    if (head.startsWith("PRAGMA foreign_keys") || hasOneOf(start, {"-- PostgreSQL database", "\nSET statement_timeout"}) || head.contains('\0'))
        return 0;
    if (hasOneOf(start, {"-- MySQL dump ", "-- MariaDB dump ", "-- phpMyAdmin SQL Dump", "/*!40101 SET", "/*!40000 ", "/*M!999999", "/*!999999", "-- HeidiSQL ", "MySQL Workbench",
                         "-- MySQLShell dump", "/*!40014 SET"})
        || (hasOneOf(start, {"Navicat ", "-- Adminer ", "SQLyog ", "Sequel Pro SQL", "Sequel Ace SQL"}) && hasOneOf(start, {"MySQL", "MariaDB"})))
        return 95;
    if (foreignFormat(head) || hasOneOf(head, {"\nGO\r\n", "\nGO\n", "[dbo]", "AUTOINCREMENT", " FROM stdin;", "\n\\connect "}))
        return 0;
    const QByteArray lower = "\n" + head.toByteArray().toLower();
    if (hasOneOf(lower, {"/*!40", "/*!50", "/*!8", "/*m!", "engine=", "engine =", "type=myisam", "type=innodb", "auto_increment", "\nuse ", "create table `", "create table if not exists `",
                         "insert into `", "\nlock tables", "\ndelimiter ", "default charset", "character set ", "\nset names ", "@@unique_checks", "@@foreign_key_checks",
                         "\nset foreign_key_checks"}))
        return 70;
    MyTokens tokens(head);
    for (const char* word : {"CREATE", "INSERT", "REPLACE", "SET", "ALTER", "DROP", "START", "BEGIN", "SELECT", "UPDATE", "DELETE"}) {
        if (tokens.peek().isWord(word))
            return 30;
    }
    return 0;
}

void orderMyScripts(MyFiles& files)
{
    QList<std::pair<int, MyFile>> ranked;
    for (int i = 0; i < files.files().size(); ++i) {
        const QByteArray head = files.head(i, headBytes);
        if (recogniseMyScript(head) > 0)
            ranked.append({rankOf(head), files.files()[i]});
        else
            files.oddities() += {QT_TRANSLATE_NOOP("Message", "%1 is no SQL script; it is left out."), {files.files()[i].shown}};
    }
    std::ranges::stable_sort(ranked, {}, [](const std::pair<int, MyFile>& one) { return one.first; });
    files.files().clear();
    for (const auto& [rank, file] : ranked)
        files.files() += file;
}

} // namespace bakferry
