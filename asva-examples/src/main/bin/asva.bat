@echo off
rem Starts the command line. JAVA_HOME chooses the Java (17 or later); ASVA_OPTS adds options for it.
setlocal
set "ASVA_JAVA=java"
if defined JAVA_HOME set "ASVA_JAVA=%JAVA_HOME%\bin\java.exe"
"%ASVA_JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo asva: no Java found. Install Java 17 or later, and set JAVA_HOME or put it on the PATH. 1>&2
  exit /b 1
)
rem A Java before 9 does not know --version, and so fails the test too.
"%ASVA_JAVA%" --version 2>nul | findstr /r /c:" 1[7-9][. ]" /c:" [2-9][0-9][. ]" >nul
if errorlevel 1 (
  echo asva: Java 17 or later is needed. Set JAVA_HOME to one. 1>&2
  exit /b 1
)
rem The build of ONNX Runtime that comes with this has no telemetry; another one is asked for silence.
set "ORT_DISABLE_TELEMETRY=1"
rem JDK 24 and later warn of native libraries unless they are allowed; 17 knows the option, too. And of
rem ND4J's way to memory: --sun-misc-unsafe-memory-access, as a property that older ones ignore.
"%ASVA_JAVA%" --enable-native-access=ALL-UNNAMED -Xmx2g -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Djava.awt.headless=true -Dsun.misc.unsafe.memory.access=allow -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 %ASVA_OPTS% -cp "%~dp0..\lib\*" io.asva.examples.cli.Asva %*
exit /b %errorlevel%
