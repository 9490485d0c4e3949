-- A member's own data names what was recorded of their account.
-- CreateIndex
CREATE INDEX "audit_events_subject_idx" ON "audit_events"("subject");
