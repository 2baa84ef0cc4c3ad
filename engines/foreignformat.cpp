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
    const char* name;
};

// Offsets of tar's "ustar" and MTF's "TAPE" are from POSIX pax and the Microsoft Tape Format 1.00a.
const Magic magics[] = {
    {0, "PGDMP", QT_TRANSLATE_NOOP("Message", "a PostgreSQL custom archive")},
    {257, "ustar", QT_TRANSLATE_NOOP("Message", "a tar archive")},
    {0, "TAPE", QT_TRANSLATE_NOOP("Message", "a SQL Server backup")},
    {0, "MSSQLBAK", QT_TRANSLATE_NOOP("Message", "a compressed SQL Server backup")},
    {0, "XBSTCK01", QT_TRANSLATE_NOOP("Message", "a mariabackup or XtraBackup stream")},
    {0, "\xfe" "bin", QT_TRANSLATE_NOOP("Message", "a MySQL or MariaDB binary log")},
    {0, "\x6d\xe2\x99\x81", QT_TRANSLATE_NOOP("Message", "a mongodump archive")},
    {0, "REDIS0", QT_TRANSLATE_NOOP("Message", "a Redis dump")},
    {4, "Standard Jet DB", QT_TRANSLATE_NOOP("Message", "a Microsoft Access database")},
    {4, "Standard ACE DB", QT_TRANSLATE_NOOP("Message", "a Microsoft Access database")},
    {0, "\x7f" "ELF", QT_TRANSLATE_NOOP("Message", "a program")},
    {0, "MZ", QT_TRANSLATE_NOOP("Message", "a Windows program")},
    {0, "%PDF-", QT_TRANSLATE_NOOP("Message", "a PDF document")},
    {0, "\x89PNG", QT_TRANSLATE_NOOP("Message", "a picture")},
    {0, "\xff\xd8\xff", QT_TRANSLATE_NOOP("Message", "a picture")},
    {0, "GIF8", QT_TRANSLATE_NOOP("Message", "a picture")},
    {0, "\xff\xfe", QT_TRANSLATE_NOOP("Message", "a text in UTF-16, which is not read; convert it to UTF-8")},
    {0, "\xfe\xff", QT_TRANSLATE_NOOP("Message", "a text in UTF-16, which is not read; convert it to UTF-8")},
    {0, "7z\xbc\xaf\x27\x1c", QT_TRANSLATE_NOOP("Message", "a 7-Zip archive")},
    {0, "Rar!", QT_TRANSLATE_NOOP("Message", "a RAR archive")},
};

bool hasWord(QByteArrayView head, std::initializer_list<QByteArrayView> words)
{
    return std::ranges::any_of(words, [&](QByteArrayView word) { return head.indexOf(word) >= 0; });
}

} // namespace

Message foreignFormatName(QByteArrayView head)
{
    for (const Magic& magic : magics) {
        if (head.size() >= magic.offset && head.sliced(magic.offset).startsWith(magic.bytes))
            return {magic.name, {}};
    }
    if (!head.isEmpty() && std::ranges::all_of(head, [](char c) { return c == '\0'; }))
        return {QT_TRANSLATE_NOOP("Message", "nothing but zero bytes"), {}};
    const QByteArray start = head.first(qMin<qsizetype>(head.size(), 512)).toByteArray().trimmed().toLower();
    if (start.startsWith("<!doctype html") || start.startsWith("<html"))
        return {QT_TRANSLATE_NOOP("Message", "a web page, perhaps the error page of a download"), {}};
    if (start.startsWith("<?xml"))
        return {QT_TRANSLATE_NOOP("Message", "an XML file"), {}};
    if (start.startsWith('{') || start.startsWith("[{"))
        return {QT_TRANSLATE_NOOP("Message", "a JSON file"), {}};
    if (hasWord(head, {"PostgreSQL database dump", "PostgreSQL database cluster dump", "\nSET statement_timeout", "\n\\connect ", "FROM stdin;", "\n\\c "}))
        return {QT_TRANSLATE_NOOP("Message", "a PostgreSQL script"), {}};
    if (hasWord(head, {"-- MySQL dump", "-- MariaDB dump", "-- phpMyAdmin SQL Dump", "/*!40", "/*!50", "/*M!", "ENGINE=", "\nUSE `", "AUTO_INCREMENT", "TYPE=MyISAM"}))
        return {QT_TRANSLATE_NOOP("Message", "a MySQL or MariaDB script"), {}};
    if (hasWord(head, {"\nGO\r", "\nGO\n", "[dbo]."}))
        return {QT_TRANSLATE_NOOP("Message", "a SQL Server script"), {}};
    return {};
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
