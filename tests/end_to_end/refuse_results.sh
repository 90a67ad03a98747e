#!/bin/sh
# refuse_results.sh PROGRAM FILE: the program may write 16 blocks only; expects status 1, a reason, and no file.
rm -f "$2" "$2".*
message=$( (trap '' XFSZ; ulimit -f 16; "$1" "$2" 2 float64) 2>&1 )
status=$?
echo "status $status: $message"
[ $status -eq 1 ] || exit 1
case $message in *"$2"*"File too large"*) ;; *) exit 1 ;; esac
for left in "$2" "$2".*; do [ ! -e "$left" ] || exit 1; done
