# What `cmake --install` puts where, and the Debian package that `cpack` makes of it. scripts/package.sh tries it in a fresh root.
include(GNUInstallDirs)
set(application_id org.bakferry.BakFerry)
install(TARGETS bakferry bakferry-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES resources/desktop/${application_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/desktop/${application_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/desktop/${application_id}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${application_id}.xml)
install(FILES resources/icons/bakferry.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

# Manual pages and completion come from the same lists as --help.
set(pages ${CMAKE_BINARY_DIR}/pages)
set(manuals man1/bakferry.1 man1/bakferry-cli.1 zh_CN/man1/bakferry.1 zh_CN/man1/bakferry-cli.1)
list(TRANSFORM manuals PREPEND ${pages}/man/)
set(changelog ${PROJECT_SOURCE_DIR}/resources/desktop/changelog)
# Compressed without a time in it, so that two builds give one package.
add_custom_command(OUTPUT ${pages}/bakferry-cli.bash
    COMMAND makepages ${pages}
    COMMAND ${CMAKE_COMMAND} -E copy ${changelog} ${pages}/changelog
    COMMAND gzip -9nf ${manuals} ${pages}/changelog
    DEPENDS makepages ${changelog} VERBATIM)
add_custom_target(pages ALL DEPENDS ${pages}/bakferry-cli.bash)
install(DIRECTORY ${pages}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} FILES_MATCHING PATTERN "*.1.gz")
install(FILES ${pages}/bakferry-cli.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME bakferry-cli)
install(FILES resources/desktop/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/bakferry)
install(FILES ${pages}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/bakferry)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bakferry)
set(CPACK_PACKAGE_VENDOR "BakFerry developers")
set(CPACK_PACKAGE_CONTACT "BakFerry developers <bakferry@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no linker sees: the store's driver, icons, and the authorities by which servers prove who they are.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, ca-certificates")
# mariadb-client decodes binary logs; the keychain and Chinese letters are the desktop's.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mariadb-client, qt6-translations-l10n, gnome-keyring | kwalletmanager, fonts-noto-cjk, bash-completion")
# The lines behind the summary, which is the project's description; cpack indents them.
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "BakFerry prechecks a backup and its target, restores into staging, compares
what was read with what arrived, and only then switches over. An overwritten
database is kept aside until it is discarded. With a window, and with
bakferry-cli for machines that have none.")
include(CPack)
