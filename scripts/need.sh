#!/bin/sh
# See that a program is there: need.sh DEBIAN_PACKAGE COMMAND [OTHER_NAME...]
# Prints the program's path. When none of the names is found, Debian's package is installed if that may be done
# without asking (root, or sudo that wants no password); otherwise the one command to run is printed and we fail.
set -eu
package=$1
shift

look() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

if look "$@"; then exit 0; fi

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        may="env"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
        may="sudo -n env"
    else
        may=""
    fi
    hint="sudo apt-get update && sudo apt-get install -y --no-install-recommends $package"
    if [ -n "$may" ]; then
        echo "Installing $package ..." >&2
        log=$(mktemp)
        # shellcheck disable=SC2086 # $may is one or two words on purpose
        if $may DEBIAN_FRONTEND=noninteractive apt-get -qq update >"$log" 2>&1 </dev/null \
            && $may DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$package" \
                >>"$log" 2>&1 </dev/null \
            && look "$@"; then
            rm -f "$log"
            exit 0
        fi
        tail -n 5 "$log" >&2
        rm -f "$log"
    fi
elif [ "$(uname -s)" = Darwin ]; then
    case "$package" in
        chromium) hint="brew install --cask chromium" ;;
        libreoffice*) hint="brew install --cask libreoffice" ;;
        nginx-light) hint="brew install nginx" ;;
        poppler-utils) hint="brew install poppler" ;;
        *) hint="brew install $package" ;;
    esac
else
    hint="install $package with your system's package manager"
fi
echo "The tests need one of these programs: $*. To get it, run: $hint" >&2
exit 1
