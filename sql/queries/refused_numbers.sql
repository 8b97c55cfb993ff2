-- Why were numbers in articles not taken? Most frequent first.
SELECT reason, count(*) AS numbers, min(text) AS example
FROM refusals
GROUP BY reason
ORDER BY numbers DESC, reason;
