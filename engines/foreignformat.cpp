#include "engines/foreignformat.h"

#include <QByteArray>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cmath>

namespace bakferry {

namespace {

struct Magic
{
    qsizetype offset;
    QByteArrayView bytes;
    const char* sentence;
};

// Offsets of tar's "ustar" and MTF's "TAPE" are from POSIX pax and the Microsoft Tape Format 1.00a.
const Magic magics[] = {
    {0, "PGDMP", QT_TRANSLATE_NOOP("Message", "%1 is a PostgreSQL custom archive.")},
    {257, "ustar", QT_TRANSLATE_NOOP("Message", "%1 is a tar archive.")},
    {0, "TAPE", QT_TRANSLATE_NOOP("Message", "%1 is a SQL Server backup.")},
    {0, "MSSQLBAK", QT_TRANSLATE_NOOP("Message", "%1 is a compressed SQL Server backup.")},
    {0, "XBSTCK01", QT_TRANSLATE_NOOP("Message", "%1 is a mariabackup or XtraBackup stream.")},
    {0, "\xfe" "bin", QT_TRANSLATE_NOOP("Message", "%1 is a MySQL or MariaDB binary log.")},
    {0, "\x6d\xe2\x99\x81", QT_TRANSLATE_NOOP("Message", "%1 is a mongodump archive.")},
    {0, "REDIS0", QT_TRANSLATE_NOOP("Message", "%1 is a Redis dump.")},
    {4, "Standard Jet DB", QT_TRANSLATE_NOOP("Message", "%1 is a Microsoft Access database.")},
    {4, "Standard ACE DB", QT_TRANSLATE_NOOP("Message", "%1 is a Microsoft Access database.")},
    {0, "\x7f" "ELF", QT_TRANSLATE_NOOP("Message", "%1 is a program.")},
    {0, "MZ", QT_TRANSLATE_NOOP("Message", "%1 is a Windows program.")},
    {0, "%PDF-", QT_TRANSLATE_NOOP("Message", "%1 is a PDF document.")},
    {0, "\x89PNG", QT_TRANSLATE_NOOP("Message", "%1 is a picture.")},
    {0, "\xff\xd8\xff", QT_TRANSLATE_NOOP("Message", "%1 is a picture.")},
    {0, "GIF8", QT_TRANSLATE_NOOP("Message", "%1 is a picture.")},
    {0, "\xff\xfe", QT_TRANSLATE_NOOP("Message", "%1 is a text in UTF-16; convert it to UTF-8 first.")},
    {0, "\xfe\xff", QT_TRANSLATE_NOOP("Message", "%1 is a text in UTF-16; convert it to UTF-8 first.")},
    {0, "7z\xbc\xaf\x27\x1c", QT_TRANSLATE_NOOP("Message", "%1 is a 7-Zip archive.")},
    {0, "Rar!", QT_TRANSLATE_NOOP("Message", "%1 is a RAR archive.")},
};

bool hasWord(QByteArrayView text, std::initializer_list<QByteArrayView> words)
{
    return std::ranges::any_of(words, [&](QByteArrayView word) { return text.indexOf(word) >= 0; });
}

constexpr const char* postgresScript = QT_TRANSLATE_NOOP("Message", "%1 is a PostgreSQL script.");
constexpr const char* mariadbScript = QT_TRANSLATE_NOOP("Message", "%1 is a MySQL or MariaDB script.");
constexpr const char* sqlServerScript = QT_TRANSLATE_NOOP("Message", "%1 is a SQL Server script.");

} // namespace

const char* foreignFormat(QByteArrayView head)
{
    for (const Magic& magic : magics) {
        if (head.size() >= magic.offset && head.sliced(magic.offset).startsWith(magic.bytes))
            return magic.sentence;
    }
    if (!head.isEmpty() && std::ranges::all_of(head, [](char c) { return c == '\0'; }))
        return QT_TRANSLATE_NOOP("Message", "%1 holds nothing but zero bytes.");
    const QByteArray start = head.first(qMin<qsizetype>(head.size(), 2048)).toByteArray().trimmed();
    const QByteArray lower = start.first(qMin<qsizetype>(start.size(), 64)).toLower();
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html"))
        return QT_TRANSLATE_NOOP("Message", "%1 is a web page, perhaps the error page of a download.");
    if (lower.startsWith("<?xml"))
        return QT_TRANSLATE_NOOP("Message", "%1 is an XML file.");
    if (lower.startsWith('{') || lower.startsWith("[{"))
        return QT_TRANSLATE_NOOP("Message", "%1 is a JSON file.");
    if (start.startsWith("PRAGMA foreign_keys"))
        return nullptr; // sqlite3's .dump: whatever its data quotes
    if (hasWord(start, {"-- PostgreSQL database dump", "-- PostgreSQL database cluster dump", "\nSET statement_timeout"}))
        return postgresScript;
    if (hasWord(start, {"-- MySQL dump", "-- MariaDB dump", "-- phpMyAdmin SQL Dump", "/*!40101 SET", "/*M!999999"}))
        return mariadbScript;
    return nullptr;
}

const char* likelyScriptOf(QByteArrayView head)
{
    if (hasWord(head, {"\nSET statement_timeout", "\n\\connect ", "FROM stdin;", "\n\\c "}))
        return postgresScript;
    if (hasWord(head, {"/*!40", "/*!50", "ENGINE=", "TYPE=MyISAM", "\nUSE `", "AUTO_INCREMENT", "CREATE DATABASE `"}))
        return mariadbScript;
    if (hasWord(head, {"\nGO\r", "\nGO\n", "[dbo]."}))
        return sqlServerScript;
    return nullptr;
}

bool looksEncrypted(QByteArrayView head)
{
    if (head.size() < 512)
        return false;
    std::array<qint64, 256> counts{};
    for (char c : head)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (qint64 count : counts) {
        if (count > 0)
            bits -= double(count) / double(head.size()) * std::log2(double(count) / double(head.size()));
    }
    // Random bytes of this length come this close to 8; texts, pages and program code stay far below.
    return bits > 8.0 - 255.0 * 1.5 / (2.0 * 0.693 * double(head.size())) - 0.02;
}

} // namespace bakferry
