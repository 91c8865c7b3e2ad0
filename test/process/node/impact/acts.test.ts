import { deepEqual } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { openSqlite } from '../../../../src/node/sqlite.ts';
import { ImpactPlace, partsOf } from '../../../support/judgedImpact.ts';

const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;

describe('impact of acts beyond files', function () {
  this.timeout(30_000);
  let place: ImpactPlace;
  beforeEach(() => {
    place = new ImpactPlace();
  });
  afterEach(() => place.remove());

  describe('terraform', () => {
    /** A zip with two deflated entries, as `terraform plan -out` writes it. */
    const planFile = (name: string, serial: number): void => {
      const change = (address: string, action: number): number[] => {
        const inner = [0x4a, 2, 8, action, 0x6a, address.length, ...Buffer.from(address)];
        return [0x1a, inner.length, ...inner];
      };
      const entries = [['tfplan', Buffer.from([8, 3, ...change('db.main', 5), ...change('vm.web', 6), ...change('vm.new', 1)])], ['tfstate', Buffer.from(JSON.stringify({ version: 4, serial, lineage: 'one' }))]] as const;
      const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
      let at = 0;
      for (const [entry, content] of entries) {
        const packed = zlib.deflateRawSync(content);
        const local = Buffer.alloc(30);
        local.writeUInt32LE(0x04034b50, 0);
        local.writeUInt16LE(entry.length, 26);
        const central = Buffer.alloc(46);
        central.writeUInt32LE(0x02014b50, 0);
        central.writeUInt16LE(8, 10);
        central.writeUInt32LE(packed.length, 20);
        central.writeUInt16LE(entry.length, 28);
        central.writeUInt32LE(at, 42);
        bodies.push(local, Buffer.from(entry), packed);
        directory.push(central, Buffer.from(entry));
        at += 30 + entry.length + packed.length;
      }
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(at, 16);
      fs.mkdirSync(path.dirname(path.join(place.root, name)), { recursive: true });
      fs.writeFileSync(path.join(place.root, name), Buffer.concat([...bodies, ...directory, end]));
    };

    it('reads a plan file without starting anything, and sees that the state has moved on', async () => {
      planFile('infra/p.tfplan', 4);
      place.write('infra/terraform.tfstate', JSON.stringify({ version: 4, serial: 5, lineage: 'one', resources: [] }));
      const impact = await place.measure('cd infra && terraform apply p.tfplan', { env: { PATH: '' } });
      const [plan] = partsOf(impact, 'plan').map(({ facts }) => facts);
      deepEqual([impact.loss, plan?.stale, plan?.resources.map(({ address, act }) => `${address} ${act}`)], ['Destroys 1 resource (`db.main`), destroys and makes again 1 resource (`vm.web`) and adds 1 by a plan that is older than the state.', true, ['db.main delete', 'vm.web replace', 'vm.new create']]);
    });
    it('takes a saved JSON plan', async () => {
      place.write('plan.json', JSON.stringify({ resource_changes: [{ address: 'a.b', change: { actions: ['delete'] } }] }));
      deepEqual((await place.measure('tofu apply plan.json')).loss, 'Destroys 1 resource (`a.b`).');
    });
    it('names what a local state loses', async () => {
      place.write('terraform.tfstate', JSON.stringify({ version: 4, resources: [{ mode: 'managed', type: 'db', name: 'main', instances: [{}] }] }));
      deepEqual((await place.measure('terraform destroy -auto-approve')).loss, 'Destroys 1 resource (`db.main`).');
    });
    it('says that nothing says what would change', async () => {
      const { uncounted, parts, complete } = await place.measure('terraform apply -auto-approve');
      deepEqual([uncounted, parts, complete], [['what terraform would change: no plan file is named, so it is decided when it runs'], [], false]);
    });
  });

  describe('kubectl', () => {
    const kubeconfig = 'current-context: shop-eu\ncontexts:\n- name: shop-eu\n  context: { cluster: eu, namespace: shop }\n- name: other\n  context: { cluster: o }\n';
    beforeEach(() => {
      fs.mkdirSync(path.join(place.base, 'home', '.kube'), { recursive: true });
      fs.writeFileSync(path.join(place.base, 'home', '.kube', 'config'), kubeconfig);
    });
    const losses: readonly (readonly [string, string])[] = [
      ['kubectl delete deployment web api', 'Deletes deployment `web` and deployment `api` in namespace `shop` of the context `shop-eu`.'],
      ['kubectl --context other delete pods -l app=web', 'Deletes all pods with app=web in namespace `default` of the context `other`.'],
      ['kubectl delete -f k8s -n live', 'Deletes Deployment `web`, Service `web` and ConfigMap `web` in namespace `live` of the context `shop-eu`.'],
      ['kubectl delete -k k8s/overlay', 'Deletes Deployment `x-web`, Service `x-web` and ConfigMap `x-env-…` in namespace `shop` of the context `shop-eu`.'],
      ['kubectl delete -f https://example.test/x.yaml', 'Deletes what x.yaml names (it is not on this machine) in namespace `shop` of the context `shop-eu`.'],
      ['kubectl delete ns staging', 'Deletes ns `staging` in namespace `shop` of the context `shop-eu`.'],
      ['helm uninstall shop -n live', 'Deletes every object of the release shop in namespace `live` of the context `shop-eu`.'],
    ];
    for (const [command, expected] of losses) {
      it(command, async () => {
        place.write('k8s/app.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n');
        place.write('k8s/config.json', JSON.stringify({ kind: 'List', items: [{ kind: 'ConfigMap', metadata: { name: 'web' } }] }));
        place.write('k8s/notes.txt', 'kind: Secret\nmetadata: { name: no }\n');
        place.write('k8s/overlay/kustomization.yaml', 'namePrefix: x-\nresources: [../app.yaml]\nconfigMapGenerator:\n- name: env\n');
        deepEqual((await place.measure(command)).loss, expected);
      });
    }
    it('does not guess a context', async () => {
      fs.rmSync(path.join(place.base, 'home', '.kube'), { recursive: true });
      const [cluster] = partsOf(await place.measure('kubectl delete pod web'), 'cluster').map(({ facts }) => facts);
      deepEqual([cluster?.context, cluster?.contextFrom, cluster?.namespace], [undefined, 'no kubeconfig says it', undefined]);
    });
  });

  describe('volumes', () => {
    const compose = 'services:\n  db: { image: x, volumes: [data:/var, /scratch] }\nvolumes:\n  data: {}\n  cache: { name: shared-cache }\n  kept: { external: true }\n';
    const losses: readonly (readonly [string, string])[] = [
      ['docker compose down -v', 'Deletes the volumes `work_data`, `shared-cache` and 1 without a name (sizes unknown).'],
      ['docker compose -p shop down --volumes', 'Deletes the volumes `shop_data`, `shared-cache` and 1 without a name (sizes unknown).'],
      ['docker volume rm a b', 'Deletes the volumes `a` and `b` (sizes unknown).'],
      ['docker volume prune -af', 'Deletes every volume without a name that no container uses (sizes unknown).'],
      ['docker compose -f gone.yml down -v', 'Deletes volumes of a compose file that cannot be read (sizes unknown).'],
    ];
    for (const [command, expected] of losses) {
      it(command, async () => {
        place.write('compose.yaml', compose);
        deepEqual((await place.measure(command)).loss, expected);
      });
    }
  });

  describe('publishing', () => {
    it('lists the files as npm would pack them, and runs no script of the package', async () => {
      place.write('package.json', JSON.stringify({ name: '@acme/shop', version: '1.2.3', files: ['dist'], publishConfig: { access: 'restricted' }, scripts: { prepack: 'touch ran', prepare: 'touch ran', prepublishOnly: 'touch ran' } }));
      place.write('dist/index.js', 'x'.repeat(100));
      place.write('secret.env', 'no');
      place.write('.npmrc', '@acme:registry=https://npm.acme.example/\n');
      const impact = await place.measure('npm publish --tag next');
      const [publish] = partsOf(impact, 'publish').map(({ facts }) => facts);
      deepEqual([publish?.files?.map((file) => file.path).sort(), publish?.registry, publish?.tag, publish?.access, fs.existsSync(path.join(place.root, 'ran')), publish?.why], [['dist/index.js', 'package.json'], 'https://npm.acme.example/', 'next', 'restricted', false, undefined]);
    });
    it('says why the files of another language are not known', async () => {
      place.write('Cargo.toml', '[package]\nname = "shop"\nversion = "0.3.0"\n');
      deepEqual((await place.measure('cargo publish')).loss, 'Publishes `shop@0.3.0` (its files are not known) to the public registry of Rust for everybody there; a published version cannot be taken back.');
    });
  });

  describe('rows', () => {
    it('meets only those of the condition, and names what foreign keys reach', async () => {
      const database = openSqlite(path.join(place.root, 'shop.db'), 'write');
      if (database === undefined) place.write('shop.db', 'no SQLite here');
      database?.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE TABLE items (o REFERENCES orders (id) ON DELETE CASCADE); CREATE TABLE notes (o REFERENCES orders (id) ON DELETE SET NULL); INSERT INTO orders VALUES (1), (2), (3); INSERT INTO items VALUES (1), (1), (3)');
      database?.close();
      deepEqual((await place.measure('sqlite3 shop.db "DELETE FROM orders WHERE id < 3"')).loss, hasSqlite
        ? 'Deletes rows from table `orders` (2 of 3 rows) of shop.db; it also reaches tables `items` (2 rows) and `notes` (rows unknown) of shop.db through foreign keys.'
        : 'Deletes rows from table `orders` of shop.db (number of rows unknown).');
    });
    it('asks a server only over the connection that the policy names, and only with words of its own', async () => {
      const said = path.join(place.base, 'said');
      const client = path.join(place.base, 'bin', 'psql');
      fs.mkdirSync(path.dirname(client));
      fs.writeFileSync(client, `#!/bin/sh\nprintf '%s\\n' "$@" "$PGOPTIONS" > ${said}\necho 42\n`, { mode: 0o755 });
      const env = { PATH: `${path.dirname(client)}:/usr/bin:/bin` };
      const readOnlyConnections = [{ connection: 'postgres://*@db.acme.example/*', client: 'psql' as const, args: ['service=reader'] }];
      const counted = await place.measure(`psql postgres://app:pw@db.acme.example/shop -c 'DELETE FROM orders WHERE pg_sleep(9) IS NULL'`, { env, readOnlyConnections });
      const elsewhere = await place.measure(`psql postgres://app:pw@db.other.example/shop -c 'DELETE FROM orders'`, { env, readOnlyConnections });
      deepEqual([partsOf(counted, 'database').flatMap(({ facts }) => facts.map(({ rows }) => rows)), partsOf(elsewhere, 'database').flatMap(({ facts }) => facts.map(({ rows }) => rows)), fs.readFileSync(said, 'utf8').split('\n').slice(-5)], [
        [42], ['unknown'], ['service=reader', '-c', 'SELECT count(*) FROM "orders"', '-c default_transaction_read_only=on -c statement_timeout=2000 -c lock_timeout=500', ''],
      ]);
    });
    it('starts no client that lies in the workspace', async () => {
      const ran = path.join(place.base, 'ran');
      fs.chmodSync(place.write('bin/psql', `#!/bin/sh\ntouch ${ran}\necho 1\n`), 0o755);
      await place.measure(`psql postgres://a@b/c -c 'DELETE FROM orders'`, { env: { PATH: path.join(place.root, 'bin') }, readOnlyConnections: [{ connection: '*', client: 'psql', args: [] }] });
      deepEqual(fs.existsSync(ran), false);
    });
  });
});
