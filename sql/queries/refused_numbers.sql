-- Why numbers in articles were not taken, most frequent first.
SELECT reason, count(*) AS numbers, min(text) AS example
FROM refusals
GROUP BY reason
ORDER BY numbers DESC, reason;
