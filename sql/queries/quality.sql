-- How good is what is here, and where to look.
SELECT what, count, of, percent, look FROM summary_data_quality;
