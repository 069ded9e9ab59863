# SPDX-License-Identifier: MIT
# What Rapport needs from the system, and how to get it: one table for every package manager. assets/run and
# tests/run read this file with `.`; it speaks on standard error, so that standard output stays the program's.
#
#   packages_need build tests    makes sure that every row of these groups is there, or ends with one clear sentence
#   locale_need                  chooses a UTF-8 locale when none is set at all
#
# A row: the group, how to see that the thing is there, then its package in Debian and Ubuntu (apt-get), Fedora (dnf),
# Arch (pacman) and Homebrew (brew). "-" means that there is nothing to install on that system.

packages_table() {
    cat <<'END'
build command:cc                  gcc                gcc                  gcc             -
build header:stdio.h              libc6-dev          glibc-devel          glibc           -
build command:cmake               cmake              cmake                cmake           cmake
build command:ninja               ninja-build        ninja-build          ninja           ninja
build command:pkg-config          pkg-config         pkgconf-pkg-config   pkgconf         pkgconf
build module:ncursesw             libncurses-dev     ncurses-devel        ncurses         ncurses
build module:sqlite3>=3.40        libsqlite3-dev     sqlite-devel         sqlite          sqlite
build module:uuid                 uuid-dev           libuuid-devel        util-linux-libs util-linux
build module:libutf8proc          libutf8proc-dev    utf8proc-devel       libutf8proc     utf8proc
build module:jansson              libjansson-dev     jansson-devel        jansson         jansson
build module:libarchive           libarchive-dev     libarchive-devel     libarchive      libarchive
build module:gmime-3.0            libgmime-3.0-dev   gmime30-devel        gmime3          gmime
build module:libical              libical-dev        libical-devel        libical         libical
build header:csv.h                libcsv-dev         libcsv-devel         libcsv          libcsv
tests module:cmocka               libcmocka-dev      libcmocka-devel      cmocka          cmocka
tests module:vterm                libvterm-dev       libvterm-devel       libvterm        libvterm
tests runtime:asan                -                  libasan              -               -
tests runtime:ubsan               -                  libubsan             -               -
all   command:clang               clang              clang                clang           -
all   fuzzer:clang                libclang-rt-dev    compiler-rt          compiler-rt     -
all   command:clang-tidy          clang-tidy         clang-tools-extra    clang           -
all   command:clang-format        clang-format       clang-tools-extra    clang           -
all   command:shellcheck          shellcheck         ShellCheck           shellcheck      shellcheck
all   command:valgrind            valgrind           valgrind             valgrind        -
all   command:aerc                aerc               aerc                 aerc            aerc
all   command:calcurse            calcurse           calcurse             calcurse        calcurse
all   command:khal                khal               khal                 khal            khal
all   command:msmtp               msmtp              msmtp                msmtp           msmtp
all   command:neomutt             neomutt            neomutt              neomutt         neomutt
all   command:todoman             todoman            todoman              todoman         todoman
all   locale:de_DE                locales            glibc-locale-source  -               -
END
}

packages_say() {
    printf 'rapport: %s\n' "$*" >&2
}

packages_die() {
    packages_say "$*"
    exit 5
}

# The first package manager of the table that this machine has.
packages_find_manager() {
    for packages_manager in apt-get dnf pacman brew none; do
        if command -v "$packages_manager" >/dev/null 2>&1; then
            break
        fi
    done
    if [ "$packages_manager" = brew ]; then
        packages_open_homebrew
    fi
}

# Homebrew keeps some libraries out of the usual folders.
packages_open_homebrew() {
    packages_prefix=$(brew --prefix)
    for packages_keg in ncurses sqlite libarchive util-linux; do
        PKG_CONFIG_PATH="$packages_prefix/opt/$packages_keg/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
    done
    CPATH="$packages_prefix/include:${CPATH:-}"
    LIBRARY_PATH="$packages_prefix/lib:${LIBRARY_PATH:-}"
    export PKG_CONFIG_PATH CPATH LIBRARY_PATH
}

# packages_have KIND:NAME: is it there?
packages_have() {
    packages_name=${1#*:}
    case $1 in
    command:*) command -v "$packages_name" >/dev/null 2>&1 ;;
    module:*) packages_has_module "${packages_name%>=*}" "${packages_name#*>=}" ;;
    header:*) [ -e "/usr/include/$packages_name" ] || packages_compiles "#include <$packages_name>" ;;
    locale:*) [ -e "/usr/share/i18n/locales/$packages_name" ] || locale -a 2>/dev/null | grep -qi "^$packages_name\.utf" ;;
    runtime:*) packages_has_runtime "$packages_name" ;;
    fuzzer:*) packages_has_fuzzer ;;
    esac
}

# packages_has_module NAME VERSION-AT-LEAST; a row without a version gives the name twice.
packages_has_module() {
    command -v pkg-config >/dev/null 2>&1 || return 1
    [ "$1" != "$2" ] || set -- "$1" 0
    pkg-config --exists "$1 >= $2"
}

packages_compiles() {
    command -v cc >/dev/null 2>&1 && printf '%s\n' "$1" | cc -E - >/dev/null 2>&1
}

# The compiler answers a library's whole path when it has it, else its bare name; clang brings its own runtimes.
packages_has_runtime() {
    case $(cc -print-file-name="lib$1.so" 2>/dev/null) in */*) return 0 ;; esac
    cc --version 2>/dev/null | grep -q clang
}

packages_has_fuzzer() {
    command -v clang >/dev/null 2>&1 && ls "$(clang -print-resource-dir)"/lib/*/libclang_rt.fuzzer* >/dev/null 2>&1
}

# packages_look GROUP...: fills $packages_missing (what is not there) and $packages_wanted (the packages that have it).
packages_look() {
    packages_groups=" $* "
    packages_missing=
    packages_wanted=
    while read -r group probe apt dnf pacman brew; do
        case $packages_groups in *" $group "*) ;; *) continue ;; esac
        case $packages_manager in
        apt-get) package=$apt ;;
        dnf) package=$dnf ;;
        pacman) package=$pacman ;;
        brew) package=$brew ;;
        *) package=${probe#*:} ;;
        esac
        if [ "$package" = - ] || packages_have "$probe"; then
            continue
        fi
        packages_missing="$packages_missing ${probe#*:}"
        case " $packages_wanted " in *" $package "*) ;; *) packages_wanted="$packages_wanted $package" ;; esac
    done <<END
$(packages_table)
END
    packages_missing=${packages_missing# }
    packages_wanted=${packages_wanted# }
}

# What installs $packages_wanted, as an administrator would type it.
packages_command() {
    case $packages_manager in
    apt-get) echo "apt-get install -y --no-install-recommends $packages_wanted" ;;
    dnf) echo "dnf install -y $packages_wanted" ;;
    pacman) echo "pacman -Sy --needed --noconfirm $packages_wanted" ;;
    brew) echo "brew install $packages_wanted" ;;
    esac
}

# How to become root: not at all when we are, or for Homebrew, which refuses root; else sudo, asked once.
packages_root() {
    if [ "$packages_manager" = brew ] || [ "$(id -u)" -eq 0 ]; then
        packages_sudo=
    elif command -v sudo >/dev/null 2>&1; then
        packages_sudo=sudo
        packages_say "installing needs an administrator; sudo may ask for your password."
    else
        packages_die "installing needs root and there is no sudo here; ask an administrator to run:" \
            "$(packages_command)"
    fi
}

# A new machine has no package lists, and last year's lists name versions that are gone: the lists come first.
packages_install() {
    packages_script=$(packages_command)
    if [ "$packages_manager" = apt-get ]; then
        packages_script="export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; $packages_script"
    fi
    packages_root
    packages_log=$(mktemp "${TMPDIR:-/tmp}/rapport-packages.XXXXXX") || packages_die "no temporary file can be made."
    if $packages_sudo sh -c "$packages_script" </dev/null >"$packages_log" 2>&1; then
        rm -f "$packages_log"
    else
        tail -n 12 "$packages_log" >&2
        rm -f "$packages_log"
        packages_die "the packages could not be installed (the reason is above); as root, try: $(packages_command)"
    fi
}

packages_need() {
    packages_find_manager
    packages_look "$@"
    if [ -z "$packages_missing" ]; then
        return 0
    fi
    if [ "$packages_manager" = none ]; then
        packages_die "missing here: $packages_missing; there is no package manager that we know (apt-get, dnf," \
            "pacman, brew), so please install them by hand and try again."
    fi
    packages_say "installing with $packages_manager what is missing here (a minute or two): $packages_wanted"
    packages_install
    packages_look "$@"
    if [ -n "$packages_missing" ]; then
        packages_die "still missing: $packages_missing (from $packages_wanted); Debian 12, Ubuntu 23.04 and newer" \
            "systems have them all."
    fi
}

# Names and notes are UTF-8. A bare system sets no locale at all, which means ASCII; a locale that is set is respected.
locale_need() {
    if [ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ]; then
        LC_ALL=C.UTF-8
        export LC_ALL
    fi
}
