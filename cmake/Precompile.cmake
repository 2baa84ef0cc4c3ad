# A build without ccache reads each header of Qt and the standard library once instead of 450 times: four fifths of the compiler's time.
# With ccache nothing is precompiled: its entries are shared between work trees, and every file has to name its own headers.
if(CCACHE)
    return()
endif()

set(core_headers <algorithm> <array> <atomic> <chrono> <condition_variable> <cstring> <functional> <memory> <mutex> <optional> <thread> <utility> <vector>
    <QByteArray> <QByteArrayList> <QCoreApplication> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap>
    <QObject> <QProcess> <QRegularExpression> <QSet> <QString> <QStringList> <QTimer> <QUuid> <QtEndian>)
set(widget_headers <QAction> <QApplication> <QCheckBox> <QComboBox> <QDialog> <QFormLayout> <QGroupBox> <QHeaderView> <QLabel> <QLineEdit> <QMenu>
    <QPainter> <QPushButton> <QTableView> <QTemporaryDir> <QToolButton> <QVBoxLayout> <QWizardPage>)

# One library a set of headers; its only work is to hold them.
function(add_precompiled name qt)
    file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE ${qt} bakferry_warnings)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()
add_precompiled(bakferry_pch_core Qt6::Core ${core_headers})
add_precompiled(bakferry_pch_ui Qt6::Widgets ${core_headers} ${widget_headers})

# QtTest is in neither: what its headers say depends on macros that differ from folder to folder.
# Gives every program and library below a folder the headers that fit it.
function(precompile_below folder headers)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(type ${target} TYPE)
        if(type MATCHES "EXECUTABLE|STATIC_LIBRARY")
            target_precompile_headers(${target} REUSE_FROM ${headers})
        endif()
    endforeach()
    get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(inner IN LISTS folders)
        if(inner MATCHES "/ui$")
            precompile_below(${inner} bakferry_pch_ui)
        else()
            precompile_below(${inner} ${headers})
        endif()
    endforeach()
endfunction()
precompile_below(${PROJECT_SOURCE_DIR} bakferry_pch_core)
