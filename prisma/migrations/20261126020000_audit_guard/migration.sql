-- What Prisma's language cannot say.

-- A trigger for each row does not see TRUNCATE.
CREATE TRIGGER "audit_events_are_not_truncated" BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_stay"();

-- Also where a session says that it replicates (session_replication_role).
ALTER TABLE "audit_events" ENABLE ALWAYS TRIGGER "audit_events_stay";
ALTER TABLE "audit_events" ENABLE ALWAYS TRIGGER "audit_events_are_not_truncated";
