@echo off
rem Starts humhelix-bench with the Java of JAVA_HOME or of PATH, version 17 or newer.
rem JAVA_OPTS holds further options for Java, separated by blanks.
setlocal
set "APP_HOME=%~dp0.."
set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
set "JAVA_MAJOR=0"
for /f "tokens=3 delims= " %%v in ('"%JAVA_EXE%" -version 2^>^&1 ^| findstr /c:" version "') do (
  for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "JAVA_MAJOR=%%m"
)
if %JAVA_MAJOR% lss 17 (
  echo humhelix-bench: %JAVA_EXE% is missing or older than Java 17. Set JAVA_HOME to the folder of a JDK or JRE 17 or newer. 1>&2
  exit /b 2
)
"%JAVA_EXE%" %JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%APP_HOME%\conf;%APP_HOME%\lib\*" io.humhelix.bench.cli.Main %*
exit /b %ERRORLEVEL%
