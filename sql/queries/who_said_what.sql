-- Who said what? Quotations with the speaker's rank, role and organisation. Parameter: speaker (part of a name).
SELECT s.source, s.speaker, coalesce(p.title, '') AS title, coalesce(p.role, '') AS role,
    coalesce(p.organisation, '') AS organisation, s.quote
FROM statements AS s
LEFT JOIN persons AS p ON p.source = s.source AND p.name = s.speaker
WHERE coalesce(:speaker, '') = '' OR s.speaker LIKE '%' || :speaker || '%'
ORDER BY s.source, s.evidence_start;
