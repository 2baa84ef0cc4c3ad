# Proves that tests/layers.cmake turns red: plants one violation after another in a folder of its own.
#
#   cmake -DCHECK=<tests/layers.cmake> -DWORK=<scratch folder> -DWIDGETS=<Qt's QtWidgets headers> -P tests/layers_red.cmake
cmake_minimum_required(VERSION 3.25)

# Writes one file of four lines, its include in line 3, and runs the check. `wanted` is GREEN or the file:line to be named.
function(expect wanted file include)
    file(REMOVE_RECURSE "${WORK}")
    file(WRITE "${WORK}/${file}" "#pragma once\n\n#include ${include}\n\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -DWIDGETS=${WIDGETS} -P ${CHECK}
                    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(wanted STREQUAL "GREEN")
        if(NOT status EQUAL 0)
            message(SEND_ERROR "${file} may include ${include}, but was refused:\n${output}")
        endif()
    elseif(status EQUAL 0 OR NOT output MATCHES "${file}:3:")
        message(SEND_ERROR "${file}:3 with ${include} was not refused:\n${output}")
    endif()
endfunction()

expect(GREEN engines/a.h "<QList>")
expect(GREEN engines/catalog.cpp "\"engines/sqlite/sqliteengine.h\"")
expect(GREEN engines/sqlite/a.cpp "\"engines/input/b.h\"")
expect(GREEN models/a.h "\"engines/engine.h\"")
expect(GREEN ui/a.h "\"models/migrationtask.h\"")
expect(GREEN app/application.cpp "\"ui/mainwindow.h\"")
expect(GREEN app/taskrunner.cpp "<QtConcurrentRun>")
expect(GREEN app/taskstore.cpp "<QSqlQuery>")

expect(RED engines/a.h "\"models/migrationtask.h\"")
expect(RED engines/sqlite/a.cpp "\"app/taskstore.h\"")
expect(RED models/a.cpp "\"ui/mainwindow.h\"")
expect(RED models/a.cpp "\"app/taskrunner.h\"")
expect(RED ui/a.h "\"app/taskrunner.h\"")
expect(RED app/taskrunner.h "\"ui/services.h\"")
expect(RED app/cli.cpp "\"ui/mainwindow.h\"")
expect(RED models/a.cpp "\"engines/sqlite/sqliteengine.h\"")
expect(RED app/a.cpp "\"engines/input/backupinput.h\"")
expect(RED engines/input/a.cpp "\"engines/sqlite/sqliteengine.h\"")
expect(RED engines/sqlite/a.cpp "\"engines/mariadb/mariadbengine.h\"")
expect(RED models/a.cpp "<QSqlQuery>")
expect(RED models/a.cpp "<QtSql/QSqlDatabase>")
expect(RED engines/a.cpp "<QWidget>")
expect(RED engines/a.cpp "<QtWidgets/QDialog>")
expect(RED models/a.cpp "<QMessageBox>")
expect(RED ui/a.cpp "<QtConcurrentRun>")
expect(RED app/application.cpp "<QtConcurrent>")

file(REMOVE_RECURSE "${WORK}")
