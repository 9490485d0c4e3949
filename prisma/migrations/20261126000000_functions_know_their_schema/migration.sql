-- What Prisma's language cannot say.

-- A trigger reads the tables beside it, whatever the session that sets it off searches.
ALTER FUNCTION "attempts_move_forward"() SET search_path FROM CURRENT;
ALTER FUNCTION "attempts_keep_their_purpose"() SET search_path FROM CURRENT;
ALTER FUNCTION "attempts_end_without_guardian"() SET search_path FROM CURRENT;
ALTER FUNCTION "accounts_are_indexed"() SET search_path FROM CURRENT;
ALTER FUNCTION "accounts_come_from_a_sign_up"() SET search_path FROM CURRENT;
ALTER FUNCTION "unique_key_indexes_heed_departures"() SET search_path FROM CURRENT;
ALTER FUNCTION "audit_events_stay"() SET search_path FROM CURRENT;
