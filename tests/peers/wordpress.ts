import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../free-port.ts'

const source = '/usr/share/wordpress'
const php = '/usr/bin/php'
const run = promisify(execFile)

/** Why `startWordpress` cannot start here; undefined when it can. */
export const noWordpress: string | undefined =
  process.getuid?.() === 0 && existsSync(source) && existsSync('/usr/sbin/mariadbd') && existsSync(php)
    ? undefined
    : 'skipped: no WordPress (root and the Debian packages wordpress, php-cli, php-mysql, mariadb-server are needed)'

export type WordpressPeer = {
  url: string
  /** Who moderates and answers. */
  username: string
  applicationPassword: string
  /** As a visitor without an account, by the form below the article. */
  comment(text: string, given?: { name?: string; parent?: number }): Promise<void>
  /** As an administrator in WordPress itself. */
  php(code: string): Promise<string>
  stop(): Promise<void>
}

/** A real WordPress with a database of its own, one article in it. Loopback only. */
export async function startWordpress(): Promise<WordpressPeer> {
  const dir = await mkdtemp(join(tmpdir(), 'resonanz-wordpress-'))
  const [web, database] = [await freePort(), await freePort()]
  const [site, data, socket] = [join(dir, 'site'), join(dir, 'data'), join(dir, 'sock')]
  const started: ChildProcess[] = []
  const stop = async () => {
    await Promise.all(started.map(endServer))
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await Promise.all([
      cp(source, site, { recursive: true, dereference: true }),
      run('mariadb-install-db', [
        '--no-defaults',
        `--datadir=${data}`,
        '--user=root',
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
      ]),
    ])
    const flags = [
      `--datadir=${data}`,
      `--port=${database}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-flush-method=nosync',
      '--innodb-doublewrite=0',
      `--socket=${socket}`,
      `--pid-file=${join(dir, 'pid')}`,
    ]
    started.push(spawn('/usr/sbin/mariadbd', ['--no-defaults', '--user=root', ...flags], { stdio: 'ignore' }))
    await untilDone(() => run('mariadb', ['--no-defaults', '-S', socket, '-uroot', '-e', 'create database wp']))
    const host = `127.0.0.1:${web}`
    await writeFile(join(site, 'wp-config.php'), configOf(socket))
    await mkdir(join(site, 'wp-content/mu-plugins'), { recursive: true })
    await writeFile(join(site, 'wp-content/mu-plugins/tests.php'), patience)
    await writeFile(join(dir, 'install.php'), install)
    const { stdout } = await run(php, [join(dir, 'install.php'), site, host])
    const applicationPassword = /PASSWORD=(\S+)/.exec(stdout)?.[1]
    if (!applicationPassword) throw new Error(`WordPress was not installed: ${stdout}`)
    started.push(spawn(php, ['-S', host, '-t', site], { stdio: 'ignore' }))
    const url = `http://${host}/`
    await untilDone(async () => {
      if (!(await fetch(`${url}?rest_route=/wp/v2/types`)).ok) throw new Error('not yet')
    })
    return {
      url,
      username: 'service',
      applicationPassword,
      async comment(text, { name = 'Karl Boie', parent = 0 } = {}) {
        const mail = `${name.toLowerCase().replace(/\W/g, '')}@kunde.example`
        const body = new URLSearchParams({
          comment_post_ID: '1',
          comment_parent: String(parent),
          author: name,
          email: mail,
          comment: text,
        })
        const answer = await fetch(`${url}wp-comments-post.php`, { method: 'POST', body, redirect: 'manual' })
        if (answer.status !== 302) throw new Error(`The comment was not taken: ${answer.status}`)
      },
      async php(code) {
        const file = join(dir, 'do.php')
        await writeFile(
          file,
          `<?php $_SERVER['HTTP_HOST']='${host}'; require '${site}/wp-load.php'; wp_set_current_user(1); ${code}`,
        )
        return execFileSync(php, [file], { encoding: 'utf8' })
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const configOf = (socket: string) => `<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as $key) define($key, 'tests only '.$key);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__.'/');
require_once ABSPATH.'wp-settings.php';
`

/** Two comments of one visitor within seconds are no flood here. */
const patience = `<?php add_filter('comment_flood_filter', '__return_false', 99); add_filter('wp_is_comment_flood', '__return_false', 99);`

const install = `<?php
$_SERVER['HTTP_HOST'] = $argv[2]; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; define('WP_INSTALLING', true);
function wp_mail() { return true; }
require $argv[1].'/wp-load.php'; require_once ABSPATH.'wp-admin/includes/upgrade.php';
wp_install('Uferlinie', 'service', 'service@firma.example', true, '', 'tests only');
update_option('siteurl', 'http://'.$argv[2]); update_option('home', 'http://'.$argv[2]);
update_option('comment_previously_approved', '0');
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'Resonanz']);
echo "\\nPASSWORD=$password\\n";
`

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return void (await work())
    } catch (error) {
      if (tries >= 1_000) throw error
      await sleep(50)
    }
  }
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'exit')
}
