# Every outside thing BakFerry is built from; why each is here stands in docs/decisions/0003-dependencies.md.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Network Widgets Sql Concurrent Svg Test LinguistTools)
find_package(SQLite3 3.39 REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto SSL) # SSL: only for the servers of the tests
find_package(Threads REQUIRED)
find_package(PostgreSQL 15 REQUIRED)
# The decompressors, one a format: docs/decisions/0004-stream-decoders.md says why not libarchive.
find_package(BZip2 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(isal REQUIRED IMPORTED_TARGET libisal>=2.30)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd>=1.5)
pkg_check_modules(lzma REQUIRED IMPORTED_TARGET liblzma>=5.4)
pkg_check_modules(lz4 REQUIRED IMPORTED_TARGET liblz4>=1.9)
pkg_check_modules(mariadb REQUIRED IMPORTED_TARGET libmariadb>=3.3)
# The driver manager that Qt's QODBC runs on, for what Qt does not hand through: docs/decisions/0007-odbc.md.
pkg_check_modules(odbc REQUIRED IMPORTED_TARGET odbc>=2.3)
find_package(Qt6Keychain REQUIRED)

qt_standard_project_setup()
include(CTest)
