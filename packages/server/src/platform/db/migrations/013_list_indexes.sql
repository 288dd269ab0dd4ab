-- min_code_version: 1
-- Open cases with files are few among many: counted and listed without reading the others.
create index cases_attachment_due on cases (workspace_id, due_at, id) where has_attachment and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
