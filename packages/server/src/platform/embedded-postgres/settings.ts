import { join } from 'node:path'
import { writeNew } from './write-new.ts'

/** For 2 cores and 1 to 2 GB shared with the product. Own wishes go into `postgresql.local.conf`, read last. */
const SETTINGS = `
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 768MB
work_mem = 8MB
maintenance_work_mem = 64MB
# A plan compiled for milliseconds costs more than the queries here take.
jit = off
random_page_cost = 1.1
max_worker_processes = 4
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
io_workers = 2

synchronous_commit = on
wal_compression = on
max_wal_size = 2GB
min_wal_size = 128MB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
wal_level = minimal
max_wal_senders = 0

# Tables that are queues die by dead rows: sweep them early and without long pauses.
autovacuum_max_workers = 2
autovacuum_naptime = 15s
autovacuum_vacuum_scale_factor = 0.05
autovacuum_vacuum_insert_scale_factor = 0.1
autovacuum_analyze_scale_factor = 0.05
autovacuum_vacuum_cost_limit = 1000
idle_in_transaction_session_timeout = 5min

timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
default_text_search_config = 'pg_catalog.simple'

# A week of files that overwrite each other. Terse and without statements: no customer's words in a log.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_line_prefix = '%m [%p] '
log_error_verbosity = terse
log_min_error_statement = panic
log_min_messages = warning
log_checkpoints = off
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
`

const THROW_AWAY = `
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum_naptime = 1min
`

/** Replaces PostgreSQL's two files whole at every start, so a new release's settings arrive by themselves. */
export async function writeSettings(clusterDir: string, durable: boolean): Promise<void> {
  const head =
    '# Written by Resonanz at every start. Put your own settings into postgresql.local.conf beside this file.\n'
  const tail = "\ninclude_if_exists = 'postgresql.local.conf'\n"
  await writeNew(join(clusterDir, 'postgresql.conf'), head + SETTINGS + (durable ? '' : THROW_AWAY) + tail, 0o644)
  await writeNew(join(clusterDir, 'pg_hba.conf'), `${head}local all all scram-sha-256\n`, 0o644)
}
