@echo off
rem Makes the archive of classes that bin\humhelix-bench.bat starts Java with; prints nothing.
rem   archive-classes CACHE ARCHIVE JAVA JARS
setlocal DisableDelayedExpansion
if not exist "%~1" mkdir "%~1"
rem One at a time: a folder can be made once. Left by one that was ended, it goes with the next jars.
mkdir "%~2.making" 2>nul || exit /b 0
del /q "%~1\*.jsa" 2>nul
set "NEW=%~2.new"
"%~3" -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-XX:DumpLoadedClassList=%NEW%.list" --enable-native-access=ALL-UNNAMED -cp "%~4" io.humhelix.bench.cli.Rehearsal
if not errorlevel 1 "%~3" -Xlog:disable -Xshare:dump "-XX:SharedClassListFile=%NEW%.list" "-XX:SharedArchiveFile=%NEW%" -cp "%~4"
if not errorlevel 1 move /y "%NEW%" "%~2"
del /q "%NEW%" "%NEW%.list" 2>nul
if exist "%~2" rmdir "%~2.making"
exit /b 0
