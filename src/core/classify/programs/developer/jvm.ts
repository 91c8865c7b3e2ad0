import { effect, type ProgramTable } from '../../programTable.ts';
import { does } from '../shapes.ts';
import { allow, ask, builds, configures, deploys, familyShapes, generates, installs, installsHere, reading, screen, serves, session } from './kinds.ts';

const { acts, groups, shows, tells } = familyShapes('jvm');
const attaches = effect('process', 'recoverable', 'machine', 'changes or stops a running Java process', { posture: 'ask' });
const javaOptions = '-jar -cp|-classpath|--class-path= -p|--module-path= -m|--module= --add-modules= --add-opens= --add-exports= --add-reads= -XX:OnError=shell -XX:OnOutOfMemoryError=shell -XX:HeapDumpPath=write -Xloggc:=write -XX:Flags=opaque -XX:VMOptionsFile=opaque -version! --version! -help! --help! -X! -fullversion! -showversion --dry-run!';

/** The Java virtual machine and what comes with it. Code of the project is run like any other build of it. */
export const jvm: readonly ProgramTable[] = [
  acts('java javaw', [
    { ...builds, operands: 'some' },
    effect('execute', 'reversible', 'machine', 'runs a program from outside the project', { operand: '^(?:/(?!tmp/)|~|\\.\\.|https?:)', with: '-jar', posture: 'ask' }),
    effect('execute', 'reversible', 'machine', 'runs a class that is not looked into', { operand: '^[A-Za-z_]\\w*$', without: '-jar -cp -p -m', posture: 'ask' }),
    effect('infrastructure', 'recoverable', 'remote', 'drives a build server that others use', { operand: 'jenkins-cli\\.jar$' }),
    effect('execute', 'irreversible', 'machine', 'its words stand in another file', { operand: '^@', uninspectable: true }),
  ], javaOptions, { style: 'single-dash', optionsFirst: true, examples: [allow('java -jar target/app.jar'), allow('java -cp target/classes com.acme.Main'), ask('java -jar /home/dev/Downloads/x.jar'), ask('java Shell'), ask('java -XX:OnError="rm -rf src" -jar a.jar'), allow('java -version', 'read-only')] }),
  tells('jps jinfo jstack jstat jdeprscan javap serialver java_homejimage', '-J= -cp|-classpath|--class-path= --dot-output|-dotoutput=write --generate-module-info=write -flag=', { style: 'single-dash', examples: [allow('jps -l'), allow('jstack 4711')] }),
  acts('jmap', { ...attaches, operand: '^$' }, '-dump:file=write -dump:live,format=b,file=write -dump:format=b,file=write -dump:live,file=write -histo -clstats -finalizerinfo -heap', { style: 'single-dash', examples: [allow('jmap -dump:live,format=b,file=heap.bin 4711'), ask('jmap -dump:live,file=/home/dev/.bashrc 4711')] }),
  acts('jhat jvisualvm visualvm jmc jconsole', screen, '-J='),
  groups('jhsdb', { 'jstack|jinfo|jsnap': reading, 'jmap': does([], '--dumpfile=write'), 'clhsdb|hsdb|debugd': does(session()) }, { everywhere: '--help! --pid= --exe= --core= --connect= --serverid=' }),
  acts('jcmd', [attaches], '-l! -f=opaque -h! --help!', { examples: [allow('jcmd -l')] }),
  acts('jshell', session(), '-h! --version!', { operands: 'script:other...' }),
  acts('jpackage jmod native-image javafxpackager', builds, '--output=write -d|--dest=write --temp=write --module-path= --add-modules= -p= -n= -i=', {}),
  acts('jwebserver', serves, '-b= -p= -d= -o='),
  acts('groovy groovysh groovyConsole kotlinr bsh beanshell jython', session({ operands: 'none', without: '-e' }), '-e=code:other -cp|--classpath= -c= -h! -v! -p -n -i= -l= -D=', { operands: 'script:other data...', optionsFirst: true, examples: [ask('groovy -e "1"')] }),
  acts('kotlinc-js kotlinc-native scaladoc aspectj ajc ecj jasmin javah rmic idlj xjc wsimport jacoco jacococli proguard r8 dx', builds, '-d=write -o|--output=write -cp|-classpath= --dest=write --html=write --xml=write'),
  acts('detekt-cli clj-kondo cljfmt zprint findbugs palantir-java-format', builds, '-o|--output=write -r|--report= -c=read --report-file=write --html='),
  groups('quarkus', { 'create|extension|ext|update|dev|build|image|test|run|plugin|completion|config|registry|ls|list': does(builds, '--dry-run!'), 'deploy': does(deploys, '--dry-run!') }, { examples: [allow('quarkus dev'), ask('quarkus deploy kubernetes')] }),
  groups('jhipster', { 'app|entity|entities|import-jdl|jdl|upgrade|ci-cd|spring-controller|spring-service|info|docker-compose|kubernetes|helm|generate-blueprint|languages|export-jdl|page|workspaces|openapi-client': does(generates), 'heroku|gae|azure-app-service|azure-spring-cloud|aws|kubernetes-knative|openshift': does(deploys) }, { effects: [generates], operands: 'data...' }),
  groups('mn grails lagom activator', { 'create-*|create|new|list-*|feature-diff|compile|test|run-app|run|build|war|clean|stats|url-mappings-report|generate-*|help|assemble': does(builds) }),
  groups('sdkman', { 'list|ls|current|c|version|v|help|home|env': reading, 'install|i|uninstall|rm|use|u|default|d|update|upgrade|ug|selfupdate|flush|config|offline|broadcast': does(installs) }, { examples: [allow('sdk list java'), ask('sdk install java 21-tem')] }),
  groups('jabba', { 'versions|version|version-name|which|whence|prefix|root|commands|doctor|ls|ls-remote|current|help|info': reading, 'local|shell': does(generates), 'add|remove|global|rehash|enable-plugin|disable-plugin|install|uninstall|use|alias|unalias|init|refresh-versions': does(configures) }),
  groups('bundletool', { 'dump|validate|get-size|print-device-targeting-config|check-transparency|version': reading, 'build-apks|build-bundle|extract-apks|add-transparency|evaluate-device-targeting-config|build-sdk-apks|build-sdk-bundle': does(builds, '--output=write --bundle=read --ks=read --ks-pass= --key-pass='), 'get-device-spec': does([], '--output=write'), 'install-apks|install-multi-apks': does(effect('system', 'reversible', 'machine', 'installs the app on a device')) }, { examples: [allow('bundletool validate --bundle app.aab')] }),
  groups('sdkmanager avdmanager', { 'list|target|avd|device': reading, 'create|move|delete': does(installs) }, { operands: 'data...', options: '--list! --list_installed! --version! --uninstall --update --licenses --sdk_root= --channel=', effects: [{ ...installs, operands: 'some' }, { ...installs, with: '--update --licenses' }], examples: [allow('sdkmanager --list'), ask('sdkmanager --update')] }),
  groups('aapt aapt2', { 'list|l|dump|d|version|v|diff|badging': reading, 'package|p|remove|r|add|a|crunch|c|singleCrunch|compile|link|convert|optimize|apk': does(builds, '-F=write -o=write -M=read -I=read -S= -J=write -A=', 'data...') }, { style: 'posix' }),
  acts('zipalign jetifier retrace apkanalyzer dexdump dexlist apkid', builds, '-o|--out|--output=write', { operands: 'data...', style: 'single-dash' }),
  acts('jmeter gatling', { ...builds, with: '-n' }, '-n -t=read -l=write -j=write -e -o=write -J= -D= -G= -p=read -v! --version! -h! -?! -H= -P= -R= -r', { examples: [allow('jmeter -n -t plan.jmx -l out.jtl')] }),
  acts('javacc jjtree jflex byaccj xtext swagger-codegen wsdl2java asyncapi-generator smithy-cli', generates, '-o|--output|-outputDir|-d=write -g= -i|--input-spec=read -l= -t= -h! -c=read', { operands: 'data...' }),
  acts('nifi.sh solr kafka-server-start kafka-server-start.sh zookeeper-server-start zookeeper-server-start.sh zkServer.sh activemq artemis', { ...serves, kind: 'process', radius: 'machine' }),
  groups('mvnDebug', {}, { operands: 'data...', effects: [builds], commands: { '*deploy*|release:*|nexus-staging:*|site-deploy|wagon:*|jgitflow:*': does(deploys), '*': does(builds) } }),
  groups('lein-exec boot-clj shadow-cljs', { 'compile|watch|release|test|info|classpath|npm-deps|clean|check|start|stop|restart|server|pom': does(builds), 'cljs-repl|clj-repl|node-repl|browser-repl|clj-eval|run|clj-run': does(session()) }),
  shows('class-dump jol-cli'),
  acts('jadx cfr procyon fernflower dex2jar d2j-dex2jar krakatau jd-cli', [], '-d|--output-dir|--outputdir|-o|--output=write -ds=write -dr=write --export-gradle', { operands: 'read...' }),
  groups('karaf asadmin jboss-cli.sh catalina.sh wlst.sh kcadm.sh kc.sh', { 'list-*|show-*|version|get': reading, 'config|create|update|add-roles|remove-roles|set-password|start-*|stop-*|deploy*|undeploy|start|run|stop|delete|build|export|import|bootstrap-admin': does(effect('infrastructure', 'recoverable', 'remote', 'changes a server or the accounts on it (`{command}`)')) }, { examples: [allow('kcadm.sh get realms'), ask('kcadm.sh delete users/1')] }),
  groups('ivy jpm archiva-cli', { 'install|update|list|info|remove|bnd|resolve|retrieve': does(installsHere) }),
  groups('arthas as.sh arthas-boot', {}, { operands: 'data...', effects: [session()] }),
  groups('jbake orchid', { '-b|-s|-i': reading, 'build|serve|watch|bake|init': does(builds) }),
];
