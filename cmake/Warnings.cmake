# One interface target carries the flags of the whole house.
add_library(bakferry_warnings INTERFACE)
target_compile_options(bakferry_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow=local -Wnon-virtual-dtor -Woverloaded-virtual
    -Werror=switch          # a new status needs a word
    -Werror=return-type
    -Wno-missing-field-initializers) # values are made by naming what differs from the default
target_compile_definitions(bakferry_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY   # bytes are not text
    QT_NO_FOREACH)

option(BAKFERRY_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer in everything" OFF)
if(BAKFERRY_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
endif()
