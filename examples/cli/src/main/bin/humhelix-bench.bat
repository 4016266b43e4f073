@echo off
rem Starts humhelix-bench with the Java of JAVA_HOME or of PATH, version 17 or newer.
rem   JAVA_OPTS               further options for Java, separated by blanks
rem   HUMHELIX_LIB            a folder with further jars, such as backends of your own
rem   HUMHELIX_CLASS_ARCHIVE  off: keep no archive of classes in %LOCALAPPDATA%
rem Without delayed expansion, so that ! stands for itself in names and arguments.
setlocal DisableDelayedExpansion
for %%i in ("%~dp0..") do set "APP_HOME=%%~fi"

set "JAVA_EXE=java.exe"
if not defined JAVA_HOME goto find
set "JAVA_EXE=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA_EXE%" goto version
echo humhelix-bench: JAVA_HOME is "%JAVA_HOME:"=%", but there is no bin\java.exe in it. Set it to the folder of a JDK or JRE 17 or newer, or unset it to use the java of PATH. 1>&2
exit /b 2
:find
for %%i in (java.exe) do set "JAVA_EXE=%%~$PATH:i"
if defined JAVA_EXE goto version
echo humhelix-bench: no Java found: JAVA_HOME is not set and PATH has no java.exe. Install one, such as: winget install EclipseAdoptium.Temurin.21.JRE 1>&2
exit /b 2

:version
rem The file "release" of a JDK or JRE says what it is, without a start of Java.
set "JAVA_MAJOR="
set "JAVA_BUILD="
for %%i in ("%JAVA_EXE%") do set "RELEASE=%%~dpi..\release"
if exist "%RELEASE%" for /f "usebackq tokens=1,2 delims==" %%k in ("%RELEASE%") do (
  if "%%k"=="JAVA_VERSION" for /f "tokens=1 delims=.-+" %%m in ("%%~l") do set "JAVA_MAJOR=%%m"
  if "%%k"=="JAVA_RUNTIME_VERSION" set "JAVA_BUILD=%%~l"
)
if not defined JAVA_MAJOR for /f "tokens=3" %%v in ('""%JAVA_EXE%" -version 2^>^&1" ^| findstr /c:" version "') do (
  for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "JAVA_MAJOR=%%m"
)
if not defined JAVA_MAJOR set "JAVA_MAJOR=0"
if %JAVA_MAJOR% geq 17 goto kind
echo humhelix-bench: "%JAVA_EXE%" is older than Java 17, or no Java. Set JAVA_HOME to the folder of a JDK or JRE 17 or newer, such as: winget install EclipseAdoptium.Temurin.21.JRE 1>&2
exit /b 2

:kind
set "JARS=%APP_HOME%\lib\*"
rem What is undefined has no quotes to leave out: a line with one of them would break.
set "MORE="
if not defined HUMHELIX_LIB goto jars
set "MORE=%HUMHELIX_LIB:"=%"
set "JARS=%JARS%;%MORE%\*"
:jars
set "ARCHIVE="
if "%HUMHELIX_CLASS_ARCHIVE%"=="off" goto start
if not defined LOCALAPPDATA goto start
if not defined JAVA_BUILD goto start
rem Yours must not meet others.
if defined JDK_JAVA_OPTIONS goto start
if defined JAVA_TOOL_OPTIONS goto start
if defined JAVA_OPTS goto start
rem What measures, and what goes on until a signal ends it, is started as ever.
set "FIRST=%~1"
for %%c in (show export compare history report verify help --help -h --version -V) do if "%FIRST%"=="%%c" goto last
goto start
:last
echo(%* | findstr /r /c:"--watch" /c:"--serve" >nul && goto start

rem Half of the time of a short command is loading classes. An archive has them ready: made once by
rem libexec\archive-classes.bat. Its name follows the jars and the Java; Java looks again.
set "STATE=0"
for %%f in ("%APP_HOME%\lib\*.jar") do set /a "STATE+=%%~zf" >nul
if defined MORE for %%f in ("%MORE%\*.jar") do set /a "STATE+=%%~zf" >nul
set "CACHE=%LOCALAPPDATA%\humhelix-bench"
set "ARCHIVE=%CACHE%\%JAVA_BUILD:+=_%-%STATE%.jsa"
if exist "%ARCHIVE%" goto start
start "" /b /low cmd /d /c call "%APP_HOME%\libexec\archive-classes.bat" "%CACHE%" "%ARCHIVE%" "%JAVA_EXE%" "%JARS%" <nul >nul 2>&1
set "ARCHIVE="

:start
if defined ARCHIVE goto archived
"%JAVA_EXE%" %JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%JARS%;%APP_HOME%\conf" io.humhelix.bench.cli.Main %*
exit /b %ERRORLEVEL%
:archived
"%JAVA_EXE%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable "-XX:SharedArchiveFile=%ARCHIVE%" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn --enable-native-access=ALL-UNNAMED -cp "%JARS%" io.humhelix.bench.cli.Main %*
exit /b %ERRORLEVEL%
